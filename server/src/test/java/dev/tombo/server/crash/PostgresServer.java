// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A PostgreSQL that runs on while the server is killed; it writes to disk before it commits. */
final class PostgresServer implements CrashDatabase {
  private static final int MAX_WAITS = 500;
  private static final String OTHERS =
      "select count(*), pg_sleep(0.02)::text from pg_stat_activity"
          + " where datname = current_database() and pid <> pg_backend_pid()"
          + " and backend_type = 'client backend'";

  private final EmbeddedPostgres postgres;

  private PostgresServer(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static PostgresServer start() throws IOException {
    return new PostgresServer(
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .start());
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
