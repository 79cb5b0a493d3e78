// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.IssueRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads issues with one of their slices, and the environments of many in one statement a project.
 */
final class IssueRows {

  private static final Sql ENVIRONMENTS =
      Sql.of(
          """
          select issue, environment from issue_slice
          where project_id = :p and release = '' and environment <> '' and issue in ([?])""");

  private IssueRows() {}

  /** Reads number, title ... latest event; the environments are not there yet. */
  static IssueRow read(long project, ResultSet row) throws SQLException {
    return new IssueRow(
        new IssueId(project, row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Ordinals.read(Level.class, row, 5),
        Ordinals.read(IssueStatus.class, row, 6),
        row.getString(7),
        row.getLong(8),
        row.getLong(9),
        Instant.ofEpochMilli(row.getLong(10)),
        Instant.ofEpochMilli(row.getLong(11)),
        List.of(),
        EventId.of(row.getBytes(12)));
  }

  /** The same issues in their order, with their environments. */
  static List<IssueRow> withEnvironments(Session session, List<IssueRow> issues) {
    Map<Long, List<Long>> byProject = new HashMap<>();
    for (IssueRow issue : issues) {
      byProject
          .computeIfAbsent(issue.id().project(), key -> new ArrayList<>())
          .add(issue.id().number());
    }
    Map<IssueId, List<String>> environments = new HashMap<>();
    byProject.forEach((project, numbers) -> find(session, project, numbers, environments));
    return issues.stream()
        .map(issue -> with(issue, environments.getOrDefault(issue.id(), List.of())))
        .toList();
  }

  private static void find(
      Session session, long project, List<Long> issues, Map<IssueId, List<String>> found) {
    List<Place> places =
        session.select(
            ENVIRONMENTS,
            project,
            issues,
            (p, number) -> p.add(number.longValue()),
            row -> new Place(new IssueId(project, row.getLong(1)), row.getString(2)));
    for (Place place : places) {
      found.computeIfAbsent(place.issue, key -> new ArrayList<>()).add(place.environment);
    }
  }

  private static IssueRow with(IssueRow row, List<String> environments) {
    return new IssueRow(
        row.id(),
        row.title(),
        row.culprit(),
        row.message(),
        row.level(),
        row.status(),
        row.origin(),
        row.count(),
        row.users(),
        row.firstSeen(),
        row.lastSeen(),
        // Sorted here: the databases' collations differ.
        environments.stream().sorted().toList(),
        row.latestEvent());
  }

  /** One environment of one issue. */
  private record Place(IssueId issue, String environment) {}
}
