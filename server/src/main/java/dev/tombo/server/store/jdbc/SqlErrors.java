// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import dev.tombo.server.store.StoreUnavailableException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** Turns what JDBC throws into what the store throws. */
final class SqlErrors {
  private SqlErrors() {}

  /** The store's exception for this one. */
  static StoreException of(Dialect dialect, SQLException thrown) {
    SQLException e = root(thrown);
    String message = String.valueOf(e.getMessage());
    return switch (dialect.failure(e)) {
      case CONFLICT -> new StoreConflictException(message, e);
      case REFUSED -> new StoreException(message, e);
      case UNAVAILABLE -> new StoreUnavailableException(message, Reasons.of(e), e);
    };
  }

  /** The store's exception for one that a library wrapped around JDBC's. */
  static StoreException of(Dialect dialect, RuntimeException wrapped) {
    for (Throwable t = wrapped; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return of(dialect, e);
      }
    }
    return new StoreUnavailableException(String.valueOf(wrapped.getMessage()), wrapped);
  }

  /** A batch's exception quotes the whole statement with its values; the one behind it does not. */
  private static SQLException root(SQLException e) {
    return e instanceof BatchUpdateException && e.getNextException() != null
        ? e.getNextException()
        : e;
  }
}
