// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of a few megabytes in memory; to mount it takes Linux and root. */
final class SmallDisk implements AutoCloseable {
  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts one.
   *
   * @param directory an empty one, that it is seen in
   * @throws IOException if that is not allowed here
   */
  static SmallDisk mount(Path directory, int megabytes) throws IOException {
    Commands.run(
        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tombo", directory.toString());
    return new SmallDisk(directory);
  }

  /** Makes room. */
  void grow(int megabytes) throws IOException {
    Commands.run("mount", "-o", "remount,size=" + megabytes + "m", directory.toString());
  }

  @Override
  public void close() throws IOException {
    Commands.run("umount", directory.toString());
  }
}
