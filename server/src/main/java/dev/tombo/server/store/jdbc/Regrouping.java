// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.DigestTransaction.ActivityKind;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.Describer;
import dev.tombo.server.store.RegroupStore.RegroupException;
import dev.tombo.server.store.RegroupStore.RegroupException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Moves groupings between issues, inside one transaction that has the project's turn. What was
 * moved is written down with the activity, so that each move can be moved back; issues that are
 * left without groupings wait for that.
 */
final class Regrouping {
  private static final Sql MERGED =
      Sql.of("select number from issue where project_id = :p and merged_into = ?");

  private static final Sql KEPT =
      Sql.of("select number from issue where project_id = :p and number in ([?])");

  private static final Sql GROUPINGS =
      Sql.of("select number, issue from grouping where project_id = :p and issue in ([?])");

  private static final Sql FINGERPRINTS =
      Sql.of("select fingerprint, number from grouping where project_id = :p and issue = ?");

  private static final Sql MOVE =
      Sql.of(
          """
          with change (number, issue) as (values [(?, ?)])
          update grouping set issue = change.issue
          from change
          where grouping.project_id = :p and grouping.number = change.number""");

  private static final Sql REMEMBER_MOVES =
      Sql.of(
          """
          insert into grouping_move (project_id, activity, grouping, from_issue, to_issue)
          values [(:p, ?, ?, ?, ?)]""");

  private static final Sql MOVES =
      Sql.of(
          """
          select m.grouping, m.from_issue, m.to_issue
          from activity a
          join grouping_move m on m.project_id = :p and m.activity = a.number
          where a.project_id = :p and a.number = ? and a.issue = ?""");

  private static final Sql STANDING =
      Sql.of(
          """
          select number from activity
          where project_id = :p and number = ? and undone_by is null""");

  private static final Sql UNDONE =
      Sql.of("update activity set undone_by = ? where project_id = :p and number = ?");

  /** An issue like another, whose description is yet to come. */
  private static final Sql COPY =
      Sql.of(
          """
          insert into issue
            (project_id, number, title, culprit, level, level_before, status, users)
          select project_id, ?, title, culprit, level, level_before, status, 0
          from issue where project_id = :p and number = ?""");

  private final Session session;
  private final long project;
  private final Describer describer;
  private final Author author;
  private final EventTables events;

  Regrouping(Session session, long project, Describer describer, Author author) {
    this.session = session;
    this.project = project;
    this.describer = describer;
    this.author = author;
    this.events = new EventTables(session);
  }

  /** A grouping on its way. */
  record Move(long grouping, long from, long to) {
    Move back() {
      return new Move(grouping, to, from);
    }
  }

  void merge(long into, Collection<Long> others) {
    IssueActions.takeTurn(session, project);
    Set<Long> asked = new TreeSet<>(others);
    session
        .query(MERGED, project, (p, row) -> p.add(into), row -> row.getLong(1))
        .forEach(asked::remove);
    asked.add(into);
    requireAll(asked);
    asked.remove(into);
    if (asked.isEmpty()) {
      return;
    }
    List<Move> moves =
        session.select(
            GROUPINGS,
            project,
            asked,
            (p, issue) -> p.add(issue.longValue()),
            row -> new Move(row.getLong(1), row.getLong(2), into));
    String issues = asked.stream().map(n -> "\"" + id(n) + "\"").collect(Collectors.joining(","));
    long activity = remember(into, ActivityKind.MERGED, "{\"issues\":[" + issues + "]}");
    move(activity, moves, Set.of());
  }

  long split(long issue, Collection<Fingerprint> fingerprints) {
    IssueActions.takeTurn(session, project);
    requireAll(Set.of(issue));
    Map<String, Long> owned = new TreeMap<>();
    session
        .query(
            FINGERPRINTS,
            project,
            (p, row) -> p.add(issue),
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(one -> owned.put(one.getKey(), one.getValue()));
    List<String> asked = fingerprints.stream().map(Fingerprint::value).distinct().sorted().toList();
    if (!owned.keySet().containsAll(asked)) {
      throw new RegroupException(Reason.NOT_FOUND, "not all are the issue's");
    }
    if (owned.size() == asked.size()) {
      throw new RegroupException(Reason.NOTHING_LEFT, "all of the issue's");
    }
    long made = events.reserve(project, Sequence.ISSUE, 1);
    session.update(COPY, project, List.of(made), (p, row) -> p.add(made).add(issue));
    List<Move> moves =
        asked.stream().map(one -> new Move(owned.getOrDefault(one, 0L), issue, made)).toList();
    long activity = remember(issue, ActivityKind.SPLIT, "{\"issue\":\"" + id(made) + "\"}");
    remember(made, ActivityKind.SPLIT_OFF, "{\"issue\":\"" + id(issue) + "\"}");
    move(activity, moves, Set.of(made));
    return made;
  }

  void undo(long issue, long activity) {
    IssueActions.takeTurn(session, project);
    List<Move> moves =
        session.query(
            MOVES,
            project,
            (p, row) -> p.add(activity).add(issue),
            row -> new Move(row.getLong(1), row.getLong(2), row.getLong(3)));
    if (moves.isEmpty()) {
      throw new RegroupException(Reason.NOT_FOUND, "nothing to undo");
    }
    Map<Long, Long> owners =
        events.owners(project, moves.stream().map(Move::grouping).distinct().toList());
    boolean standing =
        session
            .one(STANDING, project, (p, row) -> p.add(activity), row -> row.getLong(1))
            .isPresent();
    boolean there =
        standing && moves.stream().allMatch(m -> owners.getOrDefault(m.grouping(), -1L) == m.to());
    Set<Long> homes = moves.stream().map(Move::from).collect(Collectors.toCollection(TreeSet::new));
    if (!there || kept(homes).size() < homes.size()) {
      throw new RegroupException(Reason.CHANGED_SINCE, "undone, moved or deleted since");
    }
    long undoing = remember(issue, ActivityKind.UNDONE, "{\"activity\":\"" + activity + "\"}");
    session.update(UNDONE, project, List.of(activity), (p, row) -> p.add(undoing).add(activity));
    move(undoing, moves.stream().map(Move::back).toList(), Set.of());
  }

  private void move(long activity, List<Move> unsorted, Set<Long> untitled) {
    List<Move> moves =
        Sorted.byKey(new HashSet<>(unsorted), Comparator.comparingLong(Move::grouping));
    session.update(MOVE, project, moves, (p, row) -> p.add(row.grouping()).add(row.to()));
    session.update(
        REMEMBER_MOVES,
        project,
        moves,
        (p, row) -> p.add(activity).add(row.grouping()).add(row.from()).add(row.to()));
    Map<Long, Long> goneTo = new TreeMap<>();
    Set<Long> touched = new TreeSet<>();
    for (Move move : moves) {
      goneTo.put(move.from(), move.to());
      touched.add(move.from());
      touched.add(move.to());
    }
    new Resettling(session, project, describer).of(touched, goneTo, untitled);
  }

  private long remember(long issue, ActivityKind kind, String detail) {
    long number = events.reserve(project, Sequence.ACTIVITY, 1);
    List<NewActivity> activities = new ArrayList<>();
    activities.add(
        new NewActivity(number, issue, author.at(), kind, author.account(), new Json(detail)));
    new IssueTables(session, new SliceTable(session), new TextTable(session))
        .activities(project, activities);
    return number;
  }

  private void requireAll(Set<Long> issues) {
    Set<Long> missing = new TreeSet<>(issues);
    missing.removeAll(IssueActions.known(session, project, issues));
    if (!missing.isEmpty()) {
      throw new RegroupException(Reason.NOT_FOUND, "not there: " + missing);
    }
  }

  /** Those that are not deleted, merged or not. */
  private Set<Long> kept(Set<Long> issues) {
    return new TreeSet<>(
        session.select(
            KEPT, project, issues, (p, n) -> p.add(n.longValue()), row -> row.getLong(1)));
  }

  private IssueId id(long issue) {
    return new IssueId(project, issue);
  }
}
