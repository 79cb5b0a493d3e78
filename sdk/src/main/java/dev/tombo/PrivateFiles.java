// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Makes directories and files that nobody else may read, where the file system knows of that. */
final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Makes a directory of mode 0700, or takes that mode to one that is there.
   *
   * @throws IOException if it is no directory, a link to one, or somebody else's
   */
  static void directory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, mode(directory, "rwx------"));
    } catch (FileAlreadyExistsException there) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(directory + " is no directory");
      }
      if (isPosix(directory)) {
        // Only its owner may.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  /** Makes a new file of mode 0600. */
  static FileChannel create(Path file) throws IOException {
    return open(file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** Opens a file, which is no link, to lock it; it is made where there is none. */
  static FileChannel openLock(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new IOException(file + " is a link");
    }
    return open(file, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  private static FileChannel open(Path file, Set<StandardOpenOption> options) throws IOException {
    return FileChannel.open(file, options, mode(file, "rw-------"));
  }

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
