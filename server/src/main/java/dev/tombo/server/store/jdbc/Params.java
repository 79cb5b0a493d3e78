// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes a statement's parameters in their order; those of the project set themselves. */
abstract class Params {
  abstract Params add(long value) throws SQLException;

  abstract Params add(@Nullable Long value) throws SQLException;

  /** Adds bytes, or null where there are none; the array must not change before the statement. */
  abstract Params addBytes(byte @Nullable [] value) throws SQLException;

  /** Adds a text that holds no U+0000. */
  abstract void addText(@Nullable String value) throws SQLException;

  final Params add(Instant value) throws SQLException {
    return add(value.toEpochMilli());
  }

  final Params add(EventId value) throws SQLException {
    return addBytes(value.bytes());
  }

  final Params add(byte[] value) throws SQLException {
    return addBytes(value);
  }

  final Params add(Enum<?> value) throws SQLException {
    return add((long) Ordinals.of(value));
  }

  /** Adds a text; U+0000 is refused here, since PostgreSQL would and SQLite would cut at it. */
  final Params add(@Nullable String value) throws SQLException {
    if (value != null && value.indexOf('\0') >= 0) {
      throw new SQLDataException("A text holds U+0000", "22021");
    }
    addText(value);
    return this;
  }

  /** Sets the parameters of one row. */
  @FunctionalInterface
  interface Binder<R> {
    void bind(Params params, R row) throws SQLException;
  }
}
