// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the file on the class path is found. */
class SettingsTest {
  @Test
  void ofProcess_fileOnContextClassPath_isRead(@TempDir Path folder) throws Exception {
    Files.write(folder.resolve("tombo.properties"), "tombo.release = shop@7\n".getBytes(UTF_8));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);

      assertThat(Settings.ofProcess().text("release")).isEqualTo("shop@7");
      assertThat(TomboOptions.builder().build().release()).contains("shop@7");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void text_lookupDenied_countsAsUnset() {
    Settings settings =
        new Settings(
            name -> {
              throw new SecurityException("denied");
            },
            name -> null,
            name -> "file");

    assertThat(settings.text("release")).isEqualTo("file");
  }
}
