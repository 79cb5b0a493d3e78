// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one process for one endpoint and token, which it has locked. Processes that run
 * at once have one each; what one that ended has left behind, the next that starts takes over.
 */
final class SpoolPlace implements AutoCloseable {
  /** How many processes with the same endpoint and token can spool at once. */
  private static final int MAX_PLACES = 32;

  private static final String SEGMENT = "[0-9a-f]{32}\\" + Segment.SUFFIX;

  final Path directory;
  private final FileChannel lockFile;

  private SpoolPlace(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /**
   * Takes the first place that is free, and the files of all others that are.
   *
   * @throws IOException if there is none, or the disk does not allow it
   */
  static SpoolPlace take(Path base, String key) throws IOException {
    if (!Files.isDirectory(base)) {
      if (base.toAbsolutePath().getParent() != null) {
        Files.createDirectories(base.toAbsolutePath().getParent());
      }
      PrivateFiles.directory(base);
    }
    SpoolPlace mine = null;
    for (int i = 0; i < MAX_PLACES; i++) {
      Path directory = base.resolve(key + "." + i);
      if (mine != null && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      SpoolPlace free = tryTake(directory);
      if (mine == null) {
        mine = free;
      } else if (free != null) {
        mine.adopt(free);
      }
    }
    if (mine == null) {
      throw new IOException("all " + MAX_PLACES + " places in " + base + " are taken");
    }
    return mine;
  }

  /** Returns a name that says nothing of the token. */
  static String key(String endpoint, String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest((endpoint + ' ' + token).getBytes(UTF_8));
      StringBuilder key = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        key.append(String.format("%02x", hash[i]));
      }
      return key.toString();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Returns the segments, oldest first. Whatever else lies there is not ours. */
  List<Path> segments() throws IOException {
    List<Path> segments = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        boolean ours = file.getFileName().toString().matches(SEGMENT);
        if (ours && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          segments.add(file);
        }
      }
    }
    Collections.sort(segments);
    return segments;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static @Nullable SpoolPlace tryTake(Path directory) throws IOException {
    PrivateFiles.directory(directory);
    FileChannel file = PrivateFiles.openLock(directory.resolve("lock"));
    FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException another) {
      // Another class loader of this very process has it.
    } finally {
      if (lock == null) {
        file.close();
      }
    }
    return lock == null ? null : new SpoolPlace(directory, file);
  }

  /** Moves the segments of another place here; what cannot be moved stays for the next time. */
  private void adopt(SpoolPlace left) throws IOException {
    try {
      for (Path segment : left.segments()) {
        Path here = directory.resolve(segment.getFileName());
        if (!Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(segment, here);
        }
      }
    } finally {
      left.close();
    }
  }
}
