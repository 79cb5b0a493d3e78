// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.SliceChange;
import dev.tombo.server.store.RegroupStore.Describer;
import dev.tombo.server.store.RegroupStore.Description;
import dev.tombo.server.store.SliceSums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes anew what issues' rows and slices say, from what hangs on the groupings that they own now.
 */
final class Resettling {
  private static final int NEWEST = 20;

  private static final Sql ROWS =
      Sql.of(
          """
          select number, title, culprit, level, status, message, origin, latest_event, latest_at
          from issue where project_id = :p and number in ([?])""");

  private static final Sql GROUPINGS =
      Sql.of("select number from grouping where project_id = :p and issue = ?");

  private static final Sql HOURS =
      Sql.of(
          """
          select h.environment, h.release, sum(h.count), min(h.first_at), max(h.last_at)
          from grouping g
          join grouping_hour h on h.project_id = :p and h.grouping = g.number
          where g.project_id = :p and g.issue = ?
          group by h.environment, h.release""");

  private static final Sql USERS =
      Sql.of(
          """
          select count(*) from (
            select u.user_hash
            from grouping g
            join grouping_user u on u.project_id = :p and u.grouping = g.number
            where g.project_id = :p and g.issue = ?
            group by u.user_hash) as persons""");

  private static final Sql NEWEST_EVENTS =
      Sql.of(
          """
          select b.number, e.id, e.at
          from event_body b
          join event e on e.project_id = :p and e.id = b.id
          where b.project_id = :p and b.grouping = ?
          order by b.number desc limit ?""");

  private static final Sql BODY =
      Sql.of("select body from event_body where project_id = :p and grouping = ? and number = ?");

  private static final Sql SETTLE =
      Sql.of(
          """
          update issue set
            title = ?, culprit = ?, level = ?, level_before = ?, message = ?, origin = ?,
            users = ?, latest_event = ?, latest_at = ?, merged_into = null
          where project_id = :p and number = ?""");

  private static final Sql RETIRE =
      Sql.of("update issue set merged_into = ? where project_id = :p and number = ?");

  private final Session session;
  private final long project;
  private final Describer describer;
  private final EventTables events;
  private final SliceTable slices;
  private final TextTable texts;

  Resettling(Session session, long project, Describer describer) {
    this.session = session;
    this.project = project;
    this.describer = describer;
    events = new EventTables(session);
    slices = new SliceTable(session);
    texts = new TextTable(session);
  }

  /** What an issue's row said before. */
  private record Row(
      long number,
      String title,
      @Nullable String culprit,
      IssueStatus status,
      Level level,
      @Nullable LatestEvent latest) {

    static Row read(ResultSet row) throws SQLException {
      Level level = Ordinals.read(Level.class, row, 4);
      byte[] latest = row.getBytes(8);
      return new Row(
          row.getLong(1),
          row.getString(2),
          row.getString(3),
          Ordinals.read(IssueStatus.class, row, 5),
          level,
          latest == null
              ? null
              : new LatestEvent(
                  EventId.of(latest),
                  Instant.ofEpochMilli(row.getLong(9)),
                  level,
                  row.getString(6),
                  row.getString(7)));
    }
  }

  /** An event whose body is kept. */
  private record Kept(long grouping, long number, EventId id, Instant at) {}

  /**
   * Settles issues.
   *
   * @param goneTo where the groupings went of each that may have none left
   * @param untitled those whose title is yet to be made
   */
  void of(Set<Long> issues, Map<Long, Long> goneTo, Set<Long> untitled) {
    slices.delete(project, issues);
    texts.delete(project, issues);
    new IssueTagTable(session).settle(project, issues);
    List<Row> rows =
        session.select(ROWS, project, issues, (p, n) -> p.add(n.longValue()), Row::read).stream()
            .distinct()
            .sorted(Comparator.comparingLong(Row::number))
            .toList();
    Map<Long, LatestEvent> described = described(rows);
    for (Row row : rows) {
      List<Long> groupings =
          session.query(GROUPINGS, project, (p, unused) -> p.add(row.number()), r -> r.getLong(1));
      if (groupings.isEmpty()) {
        long to = goneTo.getOrDefault(row.number(), row.number());
        session.update(RETIRE, project, List.of(to), (p, n) -> p.add(to).add(row.number()));
      } else {
        LatestEvent known = described.get(row.number());
        settle(row, groupings, known, untitled.contains(row.number()));
      }
    }
  }

  /** The latest events that rows described, by the issues that have them now. */
  private Map<Long, LatestEvent> described(List<Row> rows) {
    List<LatestEvent> latest = new ArrayList<>();
    for (Row row : rows) {
      if (row.latest() != null) {
        latest.add(row.latest());
      }
    }
    Map<EventId, Optional<GroupingRef>> owners =
        events.known(project, latest.stream().map(LatestEvent::id).distinct().toList());
    Map<Long, LatestEvent> byIssue = new TreeMap<>();
    for (LatestEvent one : latest) {
      owners
          .getOrDefault(one.id(), Optional.empty())
          .ifPresent(ref -> byIssue.merge(ref.issue(), one, Resettling::later));
    }
    return byIssue;
  }

  private static LatestEvent later(LatestEvent one, LatestEvent other) {
    return other.at().isAfter(one.at()) ? other : one;
  }

  private void settle(
      Row row, List<Long> groupings, @Nullable LatestEvent known, boolean untitled) {
    Optional<Kept> newest = newest(groupings);
    boolean better =
        newest.isPresent()
            && (known == null || isErased(known) || newest.get().at().isAfter(known.at()));
    Optional<Description> description =
        better || untitled ? newest.flatMap(this::describe) : Optional.empty();
    LatestEvent fallback = known == null ? row.latest() : known;
    LatestEvent latest =
        better && description.isPresent() ? event(newest.get(), description.get()) : fallback;
    String title = untitled ? description.map(Description::title).orElse(row.title()) : row.title();
    String culprit =
        untitled && description.isPresent() ? description.get().culprit() : row.culprit();
    Level level = latest == null ? row.level() : latest.level();
    write(row.number(), title, culprit, level, latest);
    texts.insert(project, List.of(new NewIssue(row.number(), title, culprit, level)));
    if (latest != null) {
      texts.change(project, List.of(new IssueChange(row.number(), 0, latest)));
    }
    slices.count(
        project, counted(row.number()), Map.of(row.number(), new IssueState(row.status(), level)));
  }

  /** Whether nothing is shown of an event: then any that is kept shows more. */
  private static boolean isErased(LatestEvent event) {
    return event.message() == null && event.origin() == null;
  }

  private static LatestEvent event(Kept kept, Description description) {
    return new LatestEvent(
        kept.id(), kept.at(), description.level(), description.message(), description.origin());
  }

  private void write(
      long issue,
      String title,
      @Nullable String culprit,
      Level level,
      @Nullable LatestEvent latest) {
    long users =
        session.one(USERS, project, (p, row) -> p.add(issue), row -> row.getLong(1)).orElseThrow();
    session.update(
        SETTLE,
        project,
        List.of(issue),
        (p, number) ->
            p.add(title)
                .add(culprit)
                .add(level)
                .add(level)
                .add(latest == null ? null : latest.message())
                .add(latest == null ? null : latest.origin())
                .add(users)
                .addBytes(latest == null ? null : latest.id().bytes())
                .add(latest == null ? (Long) null : Long.valueOf(latest.at().toEpochMilli()))
                .add(issue));
  }

  /** The latest of the events that arrived last and whose bodies are kept. */
  private Optional<Kept> newest(List<Long> groupings) {
    List<Kept> newest = new ArrayList<>();
    for (long grouping : groupings) {
      newest.addAll(
          session.query(
              NEWEST_EVENTS,
              project,
              (p, row) -> p.add(grouping).add((long) NEWEST),
              row ->
                  new Kept(
                      grouping,
                      row.getLong(1),
                      EventId.of(row.getBytes(2)),
                      Instant.ofEpochMilli(row.getLong(3)))));
    }
    return newest.stream().max(Comparator.comparing(Kept::at).thenComparingLong(Kept::number));
  }

  private Optional<Description> describe(Kept kept) {
    return session
        .one(
            BODY,
            project,
            (p, row) -> p.add(kept.grouping()).add(kept.number()),
            row -> row.getBytes(1))
        .flatMap(describer::of);
  }

  /** What an issue has in all, by environment, by release and by both. */
  private List<SliceChange> counted(long issue) {
    SliceSums sums = new SliceSums();
    session
        .query(
            HOURS,
            project,
            (p, row) -> p.add(issue),
            row ->
                new SliceChange(
                    issue,
                    row.getString(1),
                    row.getString(2),
                    row.getLong(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5))))
        .forEach(sums::add);
    return sums.changes();
  }
}
