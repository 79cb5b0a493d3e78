// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says why a database is not available in a few words, without names or data. */
final class Reasons {
  private Reasons() {}

  static String of(SQLException thrown) {
    if (thrown instanceof SQLiteException e) {
      return ofSqlite(e.getErrorCode());
    }
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof SQLException e && e.getSQLState() != null) {
        return ofState(e.getSQLState());
      }
    }
    return thrown instanceof SQLTransientConnectionException
        ? "no connection is free"
        : "it fails for a reason that is in the server's log";
  }

  /** By the codes of sqlite.org/rescode.html, of which the lower byte is the kind. */
  private static String ofSqlite(int code) {
    return switch (SQLiteErrorCode.getErrorCode(code & 0xff)) {
      case SQLITE_FULL -> "it or its disk is full";
      case SQLITE_BUSY, SQLITE_LOCKED -> "another process holds its lock";
      case SQLITE_READONLY, SQLITE_PERM -> "it may not be written to";
      case SQLITE_IOERR, SQLITE_CANTOPEN -> "its files cannot be read or written";
      case SQLITE_CORRUPT, SQLITE_NOTADB -> "its file is damaged";
      default -> "it fails for a reason that is in the server's log";
    };
  }

  /** By the classes of PostgreSQL's manual, appendix A. */
  private static String ofState(String state) {
    if (state.equals("53100")) {
      return "its disk is full";
    }
    if (state.equals("25006")) {
      return "it may not be written to";
    }
    if (state.equals("57014")) {
      return "it takes too long";
    }
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> "it is out of reach";
      case "28", "3D" -> "it refuses the server";
      case "53" -> "it is short of resources";
      case "57" -> "it is stopping or starting";
      case "58", "XX" -> "it has trouble with its files";
      default -> "it fails for a reason that is in the server's log";
    };
  }
}
