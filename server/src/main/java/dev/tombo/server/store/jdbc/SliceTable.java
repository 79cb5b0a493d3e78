// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.store.DigestTransaction.SliceChange;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What issues have in all, in environments and in releases; each row says the issue's state too.
 */
final class SliceTable {
  private static final Sql COUNT =
      Sql.of(
          """
          insert into issue_slice (project_id, issue, release, environment,
            status, level, count, first_seen, last_seen)
          values [(:p, ?, ?, ?, ?, ?, ?, ?, ?)]
          on conflict (project_id, issue, release, environment) do update set
            status = excluded.status,
            level = excluded.level,
            count = issue_slice.count + excluded.count,
            first_seen = case when excluded.first_seen < issue_slice.first_seen
              then excluded.first_seen else issue_slice.first_seen end,
            last_seen = case when excluded.last_seen > issue_slice.last_seen
              then excluded.last_seen else issue_slice.last_seen end""");

  private static final Sql LEVEL =
      Sql.of(
          """
          with change (issue, level) as (values [(?, ?)])
          update issue_slice set level = change.level
          from change
          where issue_slice.project_id = :p and issue_slice.issue = change.issue""");

  private static final Sql STATUS =
      Sql.of(
          """
          with change (issue, status) as (values [(?, ?)])
          update issue_slice set status = change.status
          from change
          where issue_slice.project_id = :p and issue_slice.issue = change.issue""");

  private static final Sql DELETE =
      Sql.of("delete from issue_slice where project_id = :p and issue in ([?])");

  private final Session session;

  SliceTable(Session session) {
    this.session = session;
  }

  void count(long project, List<SliceChange> changes, Map<Long, IssueState> states) {
    session.update(
        COUNT,
        project,
        Sorted.byKey(
            changes,
            Comparator.comparingLong(SliceChange::issue)
                .thenComparing(SliceChange::release)
                .thenComparing(SliceChange::environment)),
        (p, row) -> {
          IssueState state = Objects.requireNonNull(states.get(row.issue()), "states");
          p.add(row.issue())
              .add(row.release())
              .add(row.environment())
              .add(state.status())
              .add(state.level())
              .add(row.count())
              .add(row.firstSeen())
              .add(row.lastSeen());
        });
  }

  void level(long project, List<IssueTables.Changed> issues) {
    session.change(
        LEVEL,
        project,
        Sorted.byKey(issues, Comparator.comparingLong(IssueTables.Changed::number)),
        (p, row) -> p.add(row.number()).add(row.state().level()));
  }

  void status(long project, Collection<Long> issues, IssueStatus status) {
    session.change(
        STATUS,
        project,
        issues.stream().distinct().sorted().toList(),
        (p, issue) -> p.add(issue.longValue()).add(status));
  }

  void delete(long project, Collection<Long> issues) {
    session.update(DELETE, project, issues, (p, issue) -> p.add(issue.longValue()));
  }
}
