// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Project;
import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.store.NoProjectException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads projects from rows that begin with their columns, and holds theirs. */
final class ProjectRows {
  /** Changes nothing; holds the project's row. */
  private static final Sql HOLD =
      Sql.of("update project set name = name where id = ? returning name");

  private ProjectRows() {}

  /**
   * Has what adds to a project and what deletes it queue until this transaction's end.
   *
   * @return its name; empty if there is no such project
   */
  static Optional<String> hold(Session session, long project) {
    return session.one(HOLD, 0, (p, row) -> p.add(project), row -> row.getString(1));
  }

  /**
   * Like {@link #hold}, for what cannot be without the project.
   *
   * @throws NoProjectException if there is no such project
   */
  static void require(Session session, long project) {
    if (hold(session, project).isEmpty()) {
      throw new NoProjectException(project);
    }
  }

  static Project read(ResultSet row) throws SQLException {
    return new Project(
        row.getLong(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)), limits(row, 4));
  }

  /** The limits in the columns from this one on. */
  static ProjectLimits limits(ResultSet row, int column) throws SQLException {
    return new ProjectLimits(number(row, column), number(row, column + 1), number(row, column + 2));
  }

  /** A number that may be null. */
  static OptionalLong number(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
