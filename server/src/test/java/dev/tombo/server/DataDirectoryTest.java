// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries which directories the server can live in. */
final class DataDirectoryTest {
  @TempDir private Path directory;

  @Test
  void open_new_isMadeForItsOwnerOnly() throws IOException {
    Path data = DataDirectory.open(directory.resolve("a/b"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(DataDirectory.open(data)).isEqualTo(data);
  }

  @Test
  void open_throughALink_works() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);

    assertThat(DataDirectory.open(link)).isEqualTo(link);
  }

  @Test
  void open_file_isRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the data directory " + file + " cannot be used")
        .hasRootCauseInstanceOf(IOException.class)
        .cause()
        .hasMessage(file + " is a file");
    assertThatThrownBy(() -> DataDirectory.open(file.resolve("below")))
        .isInstanceOf(UncheckedIOException.class);
  }

  /** The JDK's own files are a directory that nobody can write to, not even root. */
  @Test
  void open_whatCannotBeWrittenTo_isRefused() {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

    assertThatThrownBy(() -> DataDirectory.open(modules))
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("it cannot be written to");
  }
}
