// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Another process that holds the lock of a SQLite file until it is closed. */
final class LockHolder implements AutoCloseable {
  private final Process process;

  private LockHolder(Process process) {
    this.process = process;
  }

  /** What the process does. */
  public static void main(String[] args) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + args[0]);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 60000");
      statement.execute("begin exclusive");
      System.out.println("locked");
      int unused = System.in.read();
      statement.execute("rollback");
    }
  }

  /** Starts it; returns once it has the lock. */
  static LockHolder lock(Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("the lock of " + file + " could not be had");
    }
    return new LockHolder(process);
  }

  /** Gives it back. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    Process unused = process.onExit().join();
  }
}
