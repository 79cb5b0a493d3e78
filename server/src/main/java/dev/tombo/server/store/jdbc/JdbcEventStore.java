// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.EventRow;
import dev.tombo.server.store.EventStore;
import dev.tombo.server.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Events: the ledger joined with the bodies that are kept. */
final class JdbcEventStore implements EventStore {
  private static final Sql BY_ID =
      Sql.of(
          """
          select e.id, e.number, g.issue, e.token, e.received_at, e.at, e.occurrences, b.body
          from event e
          join event_body b
            on b.project_id = e.project_id and b.grouping = e.grouping and b.number = e.number
          join grouping g on g.project_id = e.project_id and g.number = e.grouping
          where e.project_id = :p and e.id in ([?])""");

  private static final Sql GROUPINGS =
      Sql.of("select number from grouping where project_id = :p and issue = ?");

  private static final Sql NEWEST =
      Sql.of(
          """
          select number, id from event_body
          where project_id = :p and grouping = ? and number < ?
          order by number desc limit ?""");

  private static final Sql IN_ORDER =
      Sql.of(
          """
          select e.id, e.number, g.issue, e.token, e.received_at, e.at, e.occurrences, b.body,
            b.grouping
          from event_body b
          join event e on e.project_id = :p and e.id = b.id
          join grouping g on g.project_id = :p and g.number = b.grouping
          where b.project_id = :p and (b.grouping, b.number) > (?, ?)
          order by b.grouping, b.number limit ?""");

  private final Database database;

  JdbcEventStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<EventRow> find(long project, EventId id) {
    return database.read(
        s -> s.one(BY_ID, project, (p, row) -> p.add(id), row -> read(project, row)));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each grouping gives its newest by its key and only the page's bodies are read, so that the
   * cost does not grow with the issue's events.
   */
  @Override
  public Page<EventRow> ofIssue(IssueId issue, OptionalLong before, int limit) {
    return database.read(
        s -> {
          List<Place> places = newest(s, issue, before.orElse(Long.MAX_VALUE), limit + 1);
          boolean more = places.size() > limit;
          List<EventRow> rows =
              s.select(
                  BY_ID,
                  issue.project(),
                  more ? places.subList(0, limit) : places,
                  (p, place) -> p.add(place.id),
                  row -> read(issue.project(), row));
          List<EventRow> sorted =
              rows.stream().sorted(Comparator.comparingLong(EventRow::number).reversed()).toList();
          return new Page<>(sorted, more);
        });
  }

  private static List<Place> newest(Session session, IssueId issue, long before, int limit) {
    List<Place> places = new ArrayList<>();
    List<Long> groupings =
        session.query(
            GROUPINGS, issue.project(), (p, row) -> p.add(issue.number()), row -> row.getLong(1));
    for (long grouping : groupings) {
      places.addAll(
          session.query(
              NEWEST,
              issue.project(),
              (p, row) -> p.add(grouping).add(before).add(limit),
              row -> new Place(row.getLong(1), EventId.of(row.getBytes(2)))));
    }
    places.sort(Comparator.comparingLong(Place::number).reversed());
    return places.subList(0, Math.min(limit, places.size()));
  }

  @Override
  public List<PlacedEvent> inOrder(long project, EventPlace after, int limit) {
    return database.readAtLength(
        s ->
            s.query(
                IN_ORDER,
                project,
                (p, row) -> p.add(after.grouping()).add(after.number()).add((long) limit),
                row ->
                    new PlacedEvent(
                        new EventPlace(row.getLong(9), row.getLong(2)), read(project, row))));
  }

  private static EventRow read(long project, ResultSet row) throws SQLException {
    return new EventRow(
        EventId.of(row.getBytes(1)),
        row.getLong(2),
        new IssueId(project, row.getLong(3)),
        row.getLong(4),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)),
        row.getLong(7),
        row.getBytes(8));
  }

  /** An event's order of arrival. */
  private record Place(long number, EventId id) {}
}
