// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.StoreConflictException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Issues and their histories, and what the other tables of issues repeat of their rows. */
final class IssueTables {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into issue
            (project_id, number, title, culprit, level, level_before, status, users)
          values [(:p, ?, ?, ?, ?, ?, ?, 0)]""");

  /**
   * What describes the latest event gives way to an event of the same time or later. Its time is
   * not the last seen: a repeat moves that and need not describe anything.
   */
  private static final Sql CHANGE =
      Sql.of(
          """
          with change (number, users, event, at, level, message, origin)
            as (values [(?, ?, ?, ?, ?, ?, ?)])
          update issue set
            users = issue.users + change.users,
            level_before = issue.level,
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
          where issue.project_id = :p and issue.number = change.number
            and issue.merged_into is null""");

  /** What the rows say that were just changed: SQLite takes five times as long to return it. */
  private static final Sql CHANGED =
      Sql.of(
          """
          select number, status, level, level_before, latest_event from issue
          where project_id = :p and number in ([?]) and merged_into is null""");

  private static final Sql REOPEN =
      Sql.of(
          """
          update issue set status = 0, status_until = null, status_count = null
          where project_id = :p and status = 1 and number in ([?])
          returning number""");

  private static final Sql ACTIVITIES =
      Sql.of(
          """
          insert into activity (project_id, number, issue, at, kind, account, detail)
          values [(:p, ?, ?, ?, ?, ?, ?)]""");

  private final Session session;
  private final SliceTable slices;
  private final TextTable texts;

  IssueTables(Session session, SliceTable slices, TextTable texts) {
    this.session = session;
    this.slices = slices;
    this.texts = texts;
  }

  void insert(long project, List<NewIssue> rows) {
    List<NewIssue> sorted = Sorted.byKey(rows, Comparator.comparingLong(NewIssue::number));
    session.update(
        INSERT,
        project,
        sorted,
        (p, row) ->
            p.add(row.number())
                .add(row.title())
                .add(row.culprit())
                .add(row.level())
                .add(row.level())
                .add(IssueStatus.UNRESOLVED));
    texts.insert(project, sorted);
  }

  Map<Long, IssueState> change(long project, List<IssueChange> changes) {
    List<IssueChange> sorted = Sorted.byKey(changes, Comparator.comparingLong(IssueChange::issue));
    session.change(CHANGE, project, sorted, IssueTables::bind);
    Map<Long, Changed> changed = changed(project, sorted);
    if (changed.size() < sorted.size()) {
      throw new StoreConflictException(
          "Of %d issues of project %d, %d are gone"
              .formatted(sorted.size(), project, sorted.size() - changed.size()));
    }
    Map<Long, IssueState> states = new HashMap<>();
    changed.forEach((number, row) -> states.put(number, row.state()));
    slices.level(project, changed.values().stream().filter(Changed::inAnotherLevel).toList());
    texts.change(project, sorted.stream().filter(row -> shows(changed, row)).toList());
    return states;
  }

  private Map<Long, Changed> changed(long project, List<IssueChange> changes) {
    Map<Long, Changed> changed = new HashMap<>();
    session
        .select(CHANGED, project, changes, (p, row) -> p.add(row.issue()), Changed::read)
        .forEach(row -> changed.put(row.number(), row));
    return changed;
  }

  /** Whether a change describes what is its issue's latest event now. */
  private static boolean shows(Map<Long, Changed> changed, IssueChange change) {
    LatestEvent latest = change.latest();
    Changed row = changed.get(change.issue());
    return latest != null && row != null && latest.id().equals(row.latest());
  }

  Set<Long> reopen(long project, Collection<Long> issues) {
    List<Long> reopened =
        session.select(
            REOPEN,
            project,
            issues.stream().sorted().distinct().toList(),
            (p, number) -> p.add(number.longValue()),
            row -> row.getLong(1));
    slices.status(project, reopened, IssueStatus.UNRESOLVED);
    return new HashSet<>(reopened);
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
        .add(row.users())
        .addBytes(latest == null ? null : latest.id().bytes())
        .add(latest == null ? (Long) null : Long.valueOf(latest.at().toEpochMilli()))
        .add(latest == null ? (Long) null : Long.valueOf(Ordinals.of(latest.level())))
        .add(latest == null ? null : latest.message())
        .add(latest == null ? null : latest.origin());
  }

  /** What an issue is after a change. */
  record Changed(long number, IssueState state, Level before, EventId latest) {
    private static Changed read(ResultSet row) throws SQLException {
      return new Changed(
          row.getLong(1),
          new IssueState(
              Ordinals.read(IssueStatus.class, row, 2), Ordinals.read(Level.class, row, 3)),
          Ordinals.read(Level.class, row, 4),
          EventId.of(row.getBytes(5)));
    }

    private boolean inAnotherLevel() {
      return state.level() != before;
    }
  }
}
