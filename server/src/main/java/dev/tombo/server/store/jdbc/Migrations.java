// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings a database's schema up to date, each migration in a transaction of its own that begins by
 * claiming its row in the table {@code migration}: of two servers that start at once, one finds it
 * claimed, waits for it, and then finds it done.
 */
final class Migrations {
  private static final String HISTORY =
      "create table if not exists migration"
          + " (version integer primary key, checksum bigint not null)";

  private static final String CLAIM = "insert into migration (version, checksum) values (?, ?)";

  private final Dialect dialect;
  private final Connection connection;
  private final List<Migration> ours;

  private Migrations(Dialect dialect, Connection connection) {
    this.dialect = dialect;
    this.connection = connection;
    this.ours = Migration.all(dialect);
  }

  /** Opens a connection. */
  interface Connections {
    Connection open() throws SQLException;
  }

  /**
   * Runs the migrations that the database has not seen.
   *
   * @throws StoreException if it has seen others
   */
  static void run(Dialect dialect, Connections connections) {
    for (int tries = 1; ; tries++) {
      try (Connection connection = connections.open()) {
        new Migrations(dialect, connection).run();
        return;
      } catch (SQLException e) {
        StoreException failure = SqlErrors.of(dialect, e);
        if (!(failure instanceof StoreConflictException) || tries == Database.MAX_TRIES) {
          throw failure;
        }
      }
    }
  }

  private void run() throws SQLException {
    Map<Integer, Long> applied = applied();
    for (Migration migration : ours) {
      Long checksum = applied.remove(migration.version());
      if (checksum == null) {
        apply(migration);
      } else if (checksum != migration.checksum()) {
        throw new StoreException(
            "version %d of its schema is not the one that this Tombo knows"
                .formatted(migration.version()));
      }
    }
    for (int version : applied.keySet()) {
      throw new StoreException(
          "its schema has version %d, of a newer Tombo; this one knows versions up to %d"
              .formatted(version, ours.getLast().version()));
    }
  }

  /** The checksums of what was done, by version. */
  private Map<Integer, Long> applied() throws SQLException {
    Map<Integer, Long> applied = new HashMap<>();
    if (!hasHistory()) {
      return applied;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select version, checksum from migration")) {
      while (rows.next()) {
        applied.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return applied;
  }

  private boolean hasHistory() throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), "migration", null)) {
      return tables.next();
    }
  }

  private void apply(Migration migration) throws SQLException {
    dialect.begin(connection);
    try {
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(HISTORY);
      }
      try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
        claim.setInt(1, migration.version());
        claim.setLong(2, migration.checksum());
        claim.executeUpdate();
      }
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate(migration.script());
      }
      dialect.commit(connection);
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception why) {
    try {
      dialect.rollback(connection);
    } catch (SQLException e) { // such as of a connection that is gone, or of what SQLite undid
      why.addSuppressed(e);
    }
  }
}
