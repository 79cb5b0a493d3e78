// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Runs the system's commands. */
final class Commands {
  private Commands() {}

  /**
   * Runs one and waits for its end.
   *
   * @throws IOException with what it said, if it failed
   */
  static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + said.strip());
    }
  }
}
