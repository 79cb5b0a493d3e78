// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that runs on while the server is killed; it writes to disk before it commits. */
final class PostgresServer implements CrashDatabase {
  private static final int MAX_WAITS = 500;
  private static final int PATIENCE_SECONDS = 60;
  private static final String OTHERS =
      "select count(*), pg_sleep(0.02)::text from pg_stat_activity"
          + " where datname = current_database() and pid <> pg_backend_pid()"
          + " and backend_type = 'client backend'";

  private final Path directory;
  private EmbeddedPostgres postgres;

  private PostgresServer(Path directory) throws IOException {
    this.directory = directory;
    postgres = builder().start();
  }

  /** A new one, with its files in this directory. */
  static PostgresServer start(Path directory) throws IOException {
    return new PostgresServer(directory);
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        .setPGStartupWait(Duration.ofSeconds(PATIENCE_SECONDS))
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on");
  }

  /**
   * Sends a signal to its first process and waits until none of its processes is left.
   *
   * @param signal such as {@code INT}, which ends it in order, {@code QUIT}, which is as if the
   *     power went, and {@code KILL}
   */
  void end(String signal) throws IOException {
    // Not the process that was started: as root that is one around it.
    long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
    ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = first.descendants().toList();
    Commands.run("kill", "-" + signal, "" + pid);
    CompletableFuture<?> ends = first.onExit();
    for (ProcessHandle one : all) {
      ends = CompletableFuture.allOf(ends, one.onExit());
    }
    ends.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Starts it again after its end, where it was. */
  void startAgain() throws IOException {
    int port = postgres.getPort();
    postgres.close();
    postgres = builder().setPort(port).start();
  }

  @Override
  public List<String> arguments() {
    return List.of("--database-url=" + url() + "?user=postgres");
  }

  /** {@inheritDoc} It waits until the backends of a killed server have noticed. */
  @Override
  public Ledger read(Findings findings) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "postgres", "")) {
      int waits = 0;
      while (!Ledger.rows(connection, OTHERS).getFirst().getFirst().equals("0")) {
        if (++waits > MAX_WAITS) {
          throw new SQLException("The killed server's connections stay open");
        }
      }
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return Ledger.read(connection);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }

  private String url() {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
  }
}
