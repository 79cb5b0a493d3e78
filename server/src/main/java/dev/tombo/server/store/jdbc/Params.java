// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sets a statement's parameters in their order; those of the project set themselves. */
final class Params {
  private final PreparedStatement statement;
  private final Sql.Form form;
  private final long project;
  private int set;

  Params(PreparedStatement statement, Sql.Form form, long project) {
    this.statement = statement;
    this.form = form;
    this.project = project;
  }

  Params add(long value) throws SQLException {
    statement.setLong(next(), value);
    return this;
  }

  Params add(Instant value) throws SQLException {
    return add(value.toEpochMilli());
  }

  Params add(EventId value) throws SQLException {
    return add(value.bytes());
  }

  Params add(@Nullable Long value) throws SQLException {
    if (value != null) {
      return add(value.longValue());
    }
    statement.setNull(next(), Types.BIGINT);
    return this;
  }

  Params add(Enum<?> value) throws SQLException {
    return add(Ordinals.of(value));
  }

  /** Adds a text; U+0000 is refused here, since PostgreSQL would and SQLite would cut at it. */
  Params add(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(next(), Types.VARCHAR);
    } else if (value.indexOf('\0') >= 0) {
      throw new SQLDataException("A text holds U+0000", "22021");
    } else {
      statement.setString(next(), value);
    }
    return this;
  }

  /** Adds bytes; the array must not change before the statement has run. */
  Params add(byte[] value) throws SQLException {
    statement.setBytes(next(), value);
    return this;
  }

  /** Adds bytes, or null where there are none. */
  Params addBytes(byte @Nullable [] value) throws SQLException {
    if (value != null) {
      return add(value);
    }
    statement.setNull(next(), Types.BINARY);
    return this;
  }

  /** Sets what follows the last value. */
  void end() throws SQLException {
    skipProjects();
    set = 0;
  }

  private int next() throws SQLException {
    skipProjects();
    return ++set;
  }

  private void skipProjects() throws SQLException {
    while (form.projects().get(set)) {
      statement.setLong(++set, project);
    }
  }

  /** Sets the parameters of one row. */
  @FunctionalInterface
  interface Binder<R> {
    void bind(Params params, R row) throws SQLException;
  }
}
