// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** Parameters that are one value each. */
final class RowParams extends Params {
  private final PreparedStatement statement;
  private final Sql.Form form;
  private final long project;
  private int set;

  RowParams(PreparedStatement statement, Sql.Form form, long project) {
    this.statement = statement;
    this.form = form;
    this.project = project;
  }

  @Override
  Params add(long value) throws SQLException {
    statement.setLong(next(), value);
    return this;
  }

  @Override
  Params add(@Nullable Long value) throws SQLException {
    if (value != null) {
      return add(value.longValue());
    }
    statement.setNull(next(), Types.BIGINT);
    return this;
  }

  @Override
  Params addBytes(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      statement.setNull(next(), Types.BINARY);
    } else {
      statement.setBytes(next(), value);
    }
    return this;
  }

  @Override
  void addText(@Nullable String value) throws SQLException {
    if (value == null) {
      statement.setNull(next(), Types.VARCHAR);
    } else {
      statement.setString(next(), value);
    }
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
}
