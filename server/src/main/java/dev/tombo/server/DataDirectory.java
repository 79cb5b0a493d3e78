// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory of the key file and of SQLite, which nobody but the server's user looks into. */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * The directory, made if it is not there.
   *
   * @throws UncheckedIOException if it cannot be made or written to
   */
  static Path open(Path data) {
    try {
      FileAttribute<?>[] ownerOnly =
          data.getFileSystem().supportedFileAttributeViews().contains("posix")
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
              }
              : new FileAttribute<?>[0];
      Path directory = Files.createDirectories(data, ownerOnly);
      if (!Files.isWritable(directory)) {
        throw new IOException("not writable");
      }
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory " + data + " cannot be used", e);
    }
  }
}
