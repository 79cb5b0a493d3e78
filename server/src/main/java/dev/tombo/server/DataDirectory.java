// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory of the key file and of SQLite, which nobody but the server's user looks into. */
final class DataDirectory {
  private DataDirectory() {}

  /**
   * The directory, made if it is not there.
   *
   * @throws UncheckedIOException saying why it cannot be made or written to
   */
  static Path open(Path data) {
    try {
      if (!Files.isDirectory(data)) {
        Files.createDirectories(data, ownerOnly(data));
      }
      if (!Files.isWritable(data)) {
        throw new IOException("it cannot be written to");
      }
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException("the data directory " + data + " cannot be used", reason(e));
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path data) {
    return data.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /** What the exceptions of files mean; their messages are no more than the file's name. */
  private static IOException reason(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException file -> new IOException(file.getFile() + " is a file", e);
      case AccessDeniedException file ->
          new IOException("access to " + file.getFile() + " is denied", e);
      case NoSuchFileException file -> new IOException(file.getFile() + " cannot be made", e);
      default -> e;
    };
  }
}
