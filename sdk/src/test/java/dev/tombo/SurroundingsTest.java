// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the defaults of origin and release come from. */
class SurroundingsTest {
  @TempDir Path folder;

  @Test
  void origin_environmentSet_isThat() throws IOException {
    Files.write(folder.resolve("hostname"), "from-file\n".getBytes(UTF_8));

    assertThat(of(name -> name.equals("COMPUTERNAME") ? "PC-1" : null, "").origin())
        .isEqualTo("PC-1");
  }

  @Test
  void origin_environmentUnset_isThatOfTheFile() throws IOException {
    Files.write(folder.resolve("hostname"), "from-file\n".getBytes(UTF_8));

    assertThat(of(name -> null, "").origin()).isEqualTo("from-file");
  }

  @Test
  void release_startedFromJar_isThatOfItsManifest() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.IMPLEMENTATION_TITLE, "shop");
    attributes.put(Attributes.Name.IMPLEMENTATION_VERSION, "1.4.2");
    Path jar = folder.resolve("my shop.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();

    assertThat(of(name -> null, jar + " --port 1 other.jar").release()).isEqualTo("shop@1.4.2");
  }

  @Test
  void release_startedFromClass_isUnknown() {
    assertThat(of(name -> null, "com.acme.Main arg").release()).isNull();
    assertThat(of(name -> null, folder.resolve("gone.jar").toString()).release()).isNull();
  }

  private Surroundings of(Settings.Lookup environment, String command) {
    return new Surroundings(environment, name -> command, folder.resolve("hostname"));
  }
}
