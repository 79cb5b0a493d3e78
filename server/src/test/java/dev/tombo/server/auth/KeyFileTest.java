// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that holds the server's secret. */
final class KeyFileTest {
  @TempDir Path directory;

  @Test
  void open_noFile_makesOneForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("key");
    KeyFile.open(file, new SecureRandom());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void derive_reopened_sameKey() {
    Path file = directory.resolve("key");
    byte[] first = KeyFile.open(file, new SecureRandom()).derive("p");
    assertThat(KeyFile.open(file, new SecureRandom()).derive("p")).isEqualTo(first);
  }

  @Test
  void derive_otherPurpose_otherKey() {
    KeyFile key = KeyFile.open(directory.resolve("key"), new SecureRandom());
    assertThat(key.derive("p")).isNotEqualTo(key.derive("q"));
  }

  @Test
  void open_damaged_saysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("key"), "abc");
    assertThatThrownBy(() -> KeyFile.open(file, new SecureRandom()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("damaged");
  }
}
