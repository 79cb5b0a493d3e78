// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Where SQLite and PostgreSQL differ: migrations, the bounds of a transaction, and what an error
 * means. All other SQL is common.
 */
enum Dialect {
  SQLITE("db/migration/sqlite", false) {
    @Override
    void begin(Connection connection) throws SQLException {
      execute(connection, "begin immediate");
    }

    @Override
    void commit(Connection connection) throws SQLException {
      execute(connection, "commit");
    }

    @Override
    void rollback(Connection connection) throws SQLException {
      execute(connection, "rollback");
    }

    @Override
    Failure failure(SQLException e) {
      if (!(e instanceof SQLiteException sqlite)) {
        return standard(e);
      }
      // Its getErrorCode() tells no unique key from another constraint.
      return switch (sqlite.getResultCode()) {
        case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY -> Failure.CONFLICT;
        case SQLITE_TOOBIG, SQLITE_MISMATCH -> Failure.REFUSED;
        default -> constraint(sqlite) ? Failure.REFUSED : Failure.UNAVAILABLE;
      };
    }

    private static boolean constraint(SQLiteException e) {
      return e.getErrorCode() == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    }
  },

  POSTGRESQL("db/migration/postgresql", true) {
    @Override
    void begin(Connection connection) throws SQLException {
      connection.setAutoCommit(false);
    }

    @Override
    void commit(Connection connection) throws SQLException {
      connection.commit();
    }

    @Override
    void rollback(Connection connection) throws SQLException {
      connection.rollback();
    }

    @Override
    Failure failure(SQLException e) {
      return standard(e);
    }
  };

  private final String migrations;
  private final boolean columns;

  Dialect(String migrations, boolean columns) {
    this.migrations = migrations;
    this.columns = columns;
  }

  /** Whether it reads rows from arrays, so that a statement has one text for any number of them. */
  boolean takesColumns() {
    return columns;
  }

  /** Where its migrations lie, among the program's resources. */
  String migrations() {
    return migrations;
  }

  /** Starts a write transaction. */
  abstract void begin(Connection connection) throws SQLException;

  abstract void commit(Connection connection) throws SQLException;

  abstract void rollback(Connection connection) throws SQLException;

  /** What an error means to the caller. */
  abstract Failure failure(SQLException e);

  /**
   * By SQLSTATE: lost races and refused data are named, and everything else is taken for a passing
   * trouble of the database, since giving events up for one would lose them.
   */
  private static Failure standard(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.equals("23505") || state.equals("40001") || state.equals("40P01")) {
      return Failure.CONFLICT;
    }
    return switch (state.isEmpty() ? "" : state.substring(0, 2)) {
      case "21", "22", "23", "54" -> Failure.REFUSED;
      default -> Failure.UNAVAILABLE;
    };
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The kinds of errors. */
  enum Failure {
    /** Another writer was first. */
    CONFLICT,
    /** The data cannot be stored. */
    REFUSED,
    /** The database is locked, full or out of reach. */
    UNAVAILABLE
  }
}
