// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That what is packed runs on Java 8, and is a module on newer ones. */
class PackagingTest {
  private static final Path CLASSES = Paths.get("target", "classes");

  @Test
  void classes_all_areOfJava8() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("dev"))) {
      List<Integer> versions =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .map(PackagingTest::version)
              .distinct()
              .collect(Collectors.toList());
      assertThat(versions).isEqualTo(Collections.singletonList(52));
    }
  }

  @Test
  void moduleInfo_always_isWhereJava8DoesNotLook() {
    assertThat(CLASSES.resolve("module-info.class")).doesNotExist();
    assertThat(CLASSES.resolve("META-INF/versions/9/module-info.class")).exists();
  }

  @Test
  void version_always_isThatOfTheBuild() throws IOException {
    String pom = new String(Files.readAllBytes(Paths.get("pom.xml")), UTF_8);
    assertThat(pom).containsPattern("<version>" + Version.VERSION + "(-SNAPSHOT)?</version>");
  }

  private static int version(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
