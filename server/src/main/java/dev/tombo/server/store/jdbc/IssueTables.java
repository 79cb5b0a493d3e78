// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.SliceChange;
import dev.tombo.server.store.StoreConflictException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Issues, their slices and their histories. */
final class IssueTables {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into issue
            (project_id, number, title, culprit, level, status, count, users, first_seen, last_seen)
          values [(:p, ?, ?, ?, ?, ?, 0, 0, ?, ?)]""");

  /**
   * What describes the latest event gives way to an event of the same time or later. Its time is
   * not the last seen: a repeat moves that and need not describe anything.
   */
  private static final Sql CHANGE =
      Sql.of(
          """
          with change
            (number, count, users, first_seen, last_seen, event, at, level, message, origin)
            as (values [(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)])
          update issue set
            count = issue.count + change.count,
            users = issue.users + change.users,
            first_seen = case when change.first_seen < issue.first_seen
              then change.first_seen else issue.first_seen end,
            last_seen = case when change.last_seen > issue.last_seen
              then change.last_seen else issue.last_seen end,
            latest_event = case when change.at >= coalesce(issue.latest_at, change.at)
              then change.event else issue.latest_event end,
            latest_at = case when change.at >= coalesce(issue.latest_at, change.at)
              then change.at else issue.latest_at end,
            level = case when change.at >= coalesce(issue.latest_at, change.at)
              then change.level else issue.level end,
            message = case when change.at >= coalesce(issue.latest_at, change.at)
              then change.message else issue.message end,
            origin = case when change.at >= coalesce(issue.latest_at, change.at)
              then change.origin else issue.origin end
          from change
          where issue.project_id = :p and issue.number = change.number""");

  private static final Sql REOPEN =
      Sql.of(
          """
          update issue set status = 0, status_until = null, status_count = null
          where project_id = :p and status = 1 and number in ([?])
          returning number""");

  private static final Sql SLICES =
      Sql.of(
          """
          insert into issue_slice
            (project_id, issue, release, environment, count, first_seen, last_seen)
          values [(:p, ?, ?, ?, ?, ?, ?)]
          on conflict (project_id, issue, release, environment) do update set
            count = issue_slice.count + excluded.count,
            first_seen = case when excluded.first_seen < issue_slice.first_seen
              then excluded.first_seen else issue_slice.first_seen end,
            last_seen = case when excluded.last_seen > issue_slice.last_seen
              then excluded.last_seen else issue_slice.last_seen end""");

  private static final Sql ACTIVITIES =
      Sql.of(
          """
          insert into activity (project_id, number, issue, at, kind, account, detail)
          values [(:p, ?, ?, ?, ?, ?, ?)]""");

  private final Session session;

  IssueTables(Session session) {
    this.session = session;
  }

  void insert(long project, List<NewIssue> rows) {
    session.update(
        INSERT,
        project,
        Sorted.byKey(rows, Comparator.comparingLong(NewIssue::number)),
        (p, row) ->
            p.add(row.number())
                .add(row.title())
                .add(row.culprit())
                .add(row.level())
                .add(IssueStatus.UNRESOLVED)
                .add(row.at())
                .add(row.at()));
  }

  void change(long project, List<IssueChange> changes) {
    List<IssueChange> sorted = Sorted.byKey(changes, Comparator.comparingLong(IssueChange::issue));
    int changed = session.update(CHANGE, project, sorted, IssueTables::bind);
    if (changed < sorted.size()) {
      throw new StoreConflictException(
          "Of %d issues of project %d, %d are gone"
              .formatted(sorted.size(), project, sorted.size() - changed));
    }
  }

  Set<Long> reopen(long project, Collection<Long> issues) {
    return new HashSet<>(
        session.select(
            REOPEN,
            project,
            issues.stream().sorted().distinct().toList(),
            (p, number) -> p.add(number.longValue()),
            row -> row.getLong(1)));
  }

  void slices(long project, List<SliceChange> changes) {
    session.update(
        SLICES,
        project,
        Sorted.byKey(
            changes,
            Comparator.comparingLong(SliceChange::issue)
                .thenComparing(SliceChange::release)
                .thenComparing(SliceChange::environment)),
        (p, row) ->
            p.add(row.issue())
                .add(row.release())
                .add(row.environment())
                .add(row.count())
                .add(row.firstSeen())
                .add(row.lastSeen()));
  }

  void activities(long project, List<NewActivity> activities) {
    session.update(
        ACTIVITIES,
        project,
        Sorted.byKey(activities, Comparator.comparingLong(NewActivity::number)),
        (p, row) ->
            p.add(row.number())
                .add(row.issue())
                .add(row.at())
                .add(row.kind().name().toLowerCase(Locale.ROOT))
                .add(row.account())
                .add(row.detail().text()));
  }

  private static void bind(Params params, IssueChange row) throws SQLException {
    LatestEvent latest = row.latest();
    params
        .add(row.issue())
        .add(row.count())
        .add(row.users())
        .add(row.firstSeen())
        .add(row.lastSeen())
        .addBytes(latest == null ? null : latest.id().bytes())
        .add(latest == null ? (Long) null : Long.valueOf(latest.at().toEpochMilli()))
        .add(latest == null ? (Long) null : Long.valueOf(Ordinals.of(latest.level())))
        .add(latest == null ? null : latest.message())
        .add(latest == null ? null : latest.origin());
  }
}
