// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.DigestTransaction.Sequence;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The ledger of ids, the bodies and their dictionaries, the groupings that events hang on, and the
 * number series.
 */
final class EventTables {
  private static final Sql KNOWN =
      Sql.of(
          """
          select e.id, g.number, g.issue
          from event e
          left join grouping g on g.project_id = e.project_id and g.number = e.grouping
          where e.project_id = :p and e.id in ([?])""");

  private static final Sql GROUPINGS =
      Sql.of(
          """
          select fingerprint, number, issue from grouping
          where project_id = :p and fingerprint in ([?])""");

  private static final Sql OWNERS =
      Sql.of("select number, issue from grouping where project_id = :p and number in ([?])");

  private static final Sql RESERVE =
      Sql.of(
          """
          insert into project_seq (project_id, name, next) values (:p, ?, ?)
          on conflict (project_id, name) do update set next = project_seq.next + ?
          returning next""");

  private static final Sql INSERT_GROUPINGS =
      Sql.of(
          """
          insert into grouping
            (project_id, number, fingerprint, full_fingerprint, issue, created_at)
          values [(:p, ?, ?, ?, ?, ?)]""");

  private static final Sql INSERT_EVENTS =
      Sql.of(
          """
          insert into event
            (project_id, id, number, grouping, token, received_at, at, occurrences)
          values [(:p, ?, ?, ?, ?, ?, ?, ?)]""");

  private static final Sql INSERT_BODIES =
      Sql.of(
          """
          insert into event_body (project_id, grouping, number, id, body)
          values [(:p, ?, ?, ?, ?)]""");

  private static final Sql INSERT_DICTIONARIES =
      Sql.of(
          """
          insert into dictionary (project_id, id, bytes) values [(:p, ?, ?)]
          on conflict (project_id, id) do nothing""");

  private final Session session;

  EventTables(Session session) {
    this.session = session;
  }

  Map<EventId, Optional<GroupingRef>> known(long project, Collection<EventId> ids) {
    return map(
        session.select(
            KNOWN,
            project,
            ids,
            (p, id) -> p.add(id),
            row -> Map.entry(EventId.of(row.getBytes(1)), grouping(row))));
  }

  private static Optional<GroupingRef> grouping(ResultSet row) throws SQLException {
    long number = row.getLong(2);
    return row.wasNull() ? Optional.empty() : Optional.of(new GroupingRef(number, row.getLong(3)));
  }

  Map<Fingerprint, GroupingRef> groupings(long project, Collection<Fingerprint> fingerprints) {
    return map(
        session.select(
            GROUPINGS,
            project,
            fingerprints,
            (p, fingerprint) -> p.add(fingerprint.value()),
            row ->
                Map.entry(
                    new Fingerprint(row.getString(1)),
                    new GroupingRef(row.getLong(2), row.getLong(3)))));
  }

  Map<Long, Long> owners(long project, Collection<Long> groupings) {
    return map(
        session.select(
            OWNERS,
            project,
            groupings,
            (p, number) -> p.add(number.longValue()),
            row -> Map.entry(row.getLong(1), row.getLong(2))));
  }

  long reserve(long project, Sequence sequence, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count: at least 1, not " + count);
    }
    String name = sequence.name().toLowerCase(Locale.ROOT);
    long next =
        session
            .one(
                RESERVE,
                project,
                (p, row) -> p.add(name).add(count + 1L).add(count),
                row -> row.getLong(1))
            .orElseThrow();
    return next - count;
  }

  void insertGroupings(long project, List<NewGrouping> rows) {
    session.update(
        INSERT_GROUPINGS,
        project,
        Sorted.byKey(rows, Comparator.comparing(NewGrouping::fingerprint)),
        (p, row) ->
            p.add(row.number())
                .add(row.fingerprint().value())
                .add(row.full() == null ? null : row.full().value())
                .add(row.issue())
                .add(row.createdAt()));
  }

  void insert(long project, List<NewEvent> rows) {
    List<NewEvent> sorted = Sorted.byKey(rows, Comparator.comparing(NewEvent::id));
    session.update(
        INSERT_EVENTS,
        project,
        sorted,
        (p, row) ->
            p.add(row.id())
                .add(row.number())
                .add(row.grouping())
                .add(row.token())
                .add(row.receivedAt())
                .add(row.at())
                .add(row.occurrences()));
    session.update(
        INSERT_BODIES,
        project,
        rows.stream().flatMap(Body::of).sorted(Body.ORDER).toList(),
        (p, row) -> p.add(row.grouping()).add(row.number()).add(row.id()).add(row.bytes()));
  }

  void addDictionaries(long project, Map<Long, byte[]> byGrouping) {
    session.update(
        INSERT_DICTIONARIES,
        project,
        new TreeMap<>(byGrouping).entrySet(),
        (p, row) -> p.add(row.getKey().longValue()).add(row.getValue()));
  }

  private static <K, V> Map<K, V> map(List<Entry<K, V>> entries) {
    // Keys that filled a statement up may be answered twice.
    return entries.stream().collect(Collectors.toMap(Entry::getKey, Entry::getValue, (a, b) -> a));
  }
}
