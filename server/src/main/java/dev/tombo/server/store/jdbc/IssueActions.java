// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.DigestTransaction.ActivityKind;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.IssueStore.ActionOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a person does with issues of a project, inside one transaction. It takes its turn among the
 * project's digests by the row that they all begin with, so that neither meets the other half-way.
 */
final class IssueActions {
  private static final Sql TURN =
      Sql.of("update project_seq set next = next where project_id = :p and name = ?");

  private static final Sql STATUS =
      Sql.of(
          """
          with change (number, status) as (values [(?, ?)])
          update issue set status = change.status, status_until = null, status_count = null
          from change
          where issue.project_id = :p and issue.number = change.number
            and issue.status <> change.status and issue.merged_into is null
          returning issue.number""");

  private static final Sql KNOWN =
      Sql.of(
          """
          select number from issue
          where project_id = :p and number in ([?]) and merged_into is null""");

  private static final Sql DELETE =
      Sql.of(
          """
          delete from issue where project_id = :p and number in ([?]) and merged_into is null
          returning number""");

  private static final Sql DELETE_MERGED =
      Sql.of(
          """
          delete from issue where project_id = :p and merged_into in ([?])
          returning number""");

  private static final Sql DELETE_MOVES =
      Sql.of(
          """
          delete from grouping_move where project_id = :p and activity in
            (select number from activity where project_id = :p and issue in ([?]))""");

  private static final Sql DELETE_ACTIVITIES =
      Sql.of("delete from activity where project_id = :p and issue in ([?])");

  private static final Sql DELETE_GROUPINGS =
      Sql.of(
          "delete from grouping where project_id = :p and issue in ([?]) returning number, issue");

  private static final Sql LEAVE =
      Sql.of("insert into deleted_grouping (project_id, number, issue) values [(:p, ?, ?)]");

  private static final Json NO_DETAIL = new Json("{}");

  private final Session session;
  private final long project;
  private final long account;
  private final Instant at;
  private final SliceTable slices;
  private final TextTable texts;

  IssueActions(Session session, long project, long account, Instant at) {
    this.session = session;
    this.project = project;
    this.account = account;
    this.at = at;
    slices = new SliceTable(session);
    texts = new TextTable(session);
  }

  /** Acts, and answers what became of each number. */
  Map<Long, ActionOutcome> act(IssueAction action, Collection<Long> issues) {
    takeTurn(session, project);
    List<Long> sorted = issues.stream().distinct().sorted().toList();
    Set<Long> done =
        action.status().map(status -> change(sorted, status)).orElseGet(() -> delete(sorted));
    Set<Long> known = known(session, project, sorted);
    Map<Long, ActionOutcome> outcomes = new TreeMap<>();
    for (long number : sorted) {
      outcomes.put(
          number,
          done.contains(number)
              ? ActionOutcome.DONE
              : known.contains(number) ? ActionOutcome.UNCHANGED : ActionOutcome.NOT_FOUND);
    }
    return outcomes;
  }

  /** Waits for the project's digests, and lets none go on before this transaction ends. */
  static void takeTurn(Session session, long project) {
    session.update(
        TURN,
        project,
        List.of(Sequence.EVENT),
        (p, sequence) -> p.add(sequence.name().toLowerCase(Locale.ROOT)));
  }

  private Set<Long> change(List<Long> issues, IssueStatus status) {
    List<Long> changed =
        session.select(
            STATUS,
            project,
            issues,
            (p, number) -> p.add(number.longValue()).add(status),
            row -> row.getLong(1));
    slices.status(project, changed, status);
    remember(changed.stream().sorted().toList(), kind(status));
    return new HashSet<>(changed);
  }

  /** Those of some issues that are there, and not merged into another. */
  static Set<Long> known(Session session, long project, Collection<Long> issues) {
    return new TreeSet<>(
        session.select(
            KNOWN, project, issues, (p, n) -> p.add(n.longValue()), row -> row.getLong(1)));
  }

  /** What hung on the groupings is removed later, little by little. */
  private Set<Long> delete(List<Long> issues) {
    List<Long> deleted = numbers(DELETE, issues).stream().distinct().sorted().toList();
    slices.delete(project, deleted);
    texts.delete(project, deleted);
    List<Long> all = withMerged(deleted);
    session.update(DELETE_MOVES, project, all, (p, n) -> p.add(n.longValue()));
    session.update(DELETE_ACTIVITIES, project, all, (p, n) -> p.add(n.longValue()));
    session.update(
        LEAVE, project, groupings(deleted), (p, row) -> p.add(row.getKey()).add(row.getValue()));
    return new HashSet<>(deleted);
  }

  /** Deletes the groupings of issues; answers them with their issues. */
  private Set<Map.Entry<Long, Long>> groupings(List<Long> issues) {
    return new LinkedHashSet<>(
        session.select(
            DELETE_GROUPINGS,
            project,
            issues,
            (p, n) -> p.add(n.longValue()),
            row -> Map.entry(row.getLong(1), row.getLong(2))));
  }

  /** Deletes what was merged into issues, and into that; answers all of them. */
  private List<Long> withMerged(List<Long> issues) {
    List<Long> all = new ArrayList<>(issues);
    List<Long> merged = numbers(DELETE_MERGED, issues).stream().distinct().toList();
    while (!merged.isEmpty()) {
      all.addAll(merged);
      merged = numbers(DELETE_MERGED, merged).stream().distinct().toList();
    }
    return all;
  }

  private void remember(List<Long> issues, ActivityKind kind) {
    if (issues.isEmpty()) {
      return;
    }
    long number = new EventTables(session).reserve(project, Sequence.ACTIVITY, issues.size());
    List<NewActivity> activities = new ArrayList<>();
    for (long issue : issues) {
      activities.add(new NewActivity(number++, issue, at, kind, account, NO_DETAIL));
    }
    new IssueTables(session, slices, texts).activities(project, activities);
  }

  private List<Long> numbers(Sql sql, List<Long> keys) {
    return session.select(
        sql, project, keys, (p, key) -> p.add(key.longValue()), row -> row.getLong(1));
  }

  private static ActivityKind kind(IssueStatus status) {
    return switch (status) {
      case UNRESOLVED -> ActivityKind.UNRESOLVED;
      case RESOLVED -> ActivityKind.RESOLVED;
      case ARCHIVED -> ActivityKind.ARCHIVED;
    };
  }
}
