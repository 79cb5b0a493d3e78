// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.DigestTransaction.GroupingUser;
import dev.tombo.server.store.DigestTransaction.HourCount;
import dev.tombo.server.store.DigestTransaction.ValueCount;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is counted by grouping and by project: hours, users, values and batches. */
final class CounterTables {
  private static final Sql HOURS =
      Sql.of(
          """
          insert into grouping_hour
            (project_id, grouping, hour, environment, release, count, first_at, last_at)
          values [(:p, ?, ?, ?, ?, ?, ?, ?)]
          on conflict (project_id, grouping, hour, environment, release) do update set
            count = grouping_hour.count + excluded.count,
            first_at = case when excluded.first_at < grouping_hour.first_at
              then excluded.first_at else grouping_hour.first_at end,
            last_at = case when excluded.last_at > grouping_hour.last_at
              then excluded.last_at else grouping_hour.last_at end""");

  private static final Sql USERS =
      Sql.of(
          """
          insert into grouping_user (project_id, grouping, user_hash) values [(:p, ?, ?)]
          on conflict (project_id, grouping, user_hash) do nothing
          returning grouping, user_hash""");

  private static final Sql OF_ISSUE =
      Sql.of(
          """
          with asked (grouping, user_hash) as (values [(?, ?)])
          select asked.grouping, asked.user_hash, s.number
          from asked
          join grouping g on g.project_id = :p and g.number = asked.grouping
          join grouping s on s.project_id = :p and s.issue = g.issue and s.number <> g.number
          join grouping_user u on u.project_id = :p and u.grouping = s.number
            and u.user_hash = asked.user_hash""");

  private static final Sql VALUES =
      Sql.of(
          """
          insert into project_value (project_id, kind, value, count, last_seen)
          values [(:p, ?, ?, ?, ?)]
          on conflict (project_id, kind, value) do update set
            count = project_value.count + excluded.count,
            last_seen = case when excluded.last_seen > project_value.last_seen
              then excluded.last_seen else project_value.last_seen end""");

  private static final Sql BATCH =
      Sql.of(
          """
          insert into batch (project_id, id, received_at) values (:p, ?, ?)
          on conflict (project_id, id) do nothing""");

  private final Session session;

  CounterTables(Session session) {
    this.session = session;
  }

  void hours(long project, List<HourCount> counts) {
    session.update(
        HOURS,
        project,
        Sorted.byKey(
            counts,
            Comparator.comparingLong(HourCount::grouping)
                .thenComparingLong(HourCount::hour)
                .thenComparing(HourCount::environment)
                .thenComparing(HourCount::release)),
        (p, row) ->
            p.add(row.grouping())
                .add(row.hour())
                .add(row.environment())
                .add(row.release())
                .add(row.count())
                .add(row.firstSeen())
                .add(row.lastSeen()));
  }

  /** Adds users; answers those that no grouping of the issue had, whichever of them are added. */
  Set<GroupingUser> users(long project, List<GroupingUser> users) {
    List<GroupingUser> sorted =
        users.stream()
            .distinct()
            .sorted(
                Comparator.comparingLong(GroupingUser::grouping)
                    .thenComparingLong(row -> row.user().high())
                    .thenComparingLong(row -> row.user().low()))
            .toList();
    Set<GroupingUser> added =
        new HashSet<>(
            session.select(
                USERS,
                project,
                sorted,
                (p, row) -> p.add(row.grouping()).add(bytes(row.user())),
                row -> new GroupingUser(row.getLong(1), user(row.getBytes(2)))));
    if (!added.isEmpty()) {
      added.removeAll(knownToIssues(project, Set.copyOf(added)));
    }
    return added;
  }

  /** Those that another grouping of the same issue had before. */
  private Set<GroupingUser> knownToIssues(long project, Set<GroupingUser> added) {
    Set<GroupingUser> known = new HashSet<>();
    session.select(
        OF_ISSUE,
        project,
        added,
        (p, row) -> p.add(row.grouping()).add(bytes(row.user())),
        row -> {
          UserHash user = user(row.getBytes(2));
          boolean before = !added.contains(new GroupingUser(row.getLong(3), user));
          return before && known.add(new GroupingUser(row.getLong(1), user));
        });
    return known;
  }

  void values(long project, List<ValueCount> counts) {
    session.update(
        VALUES,
        project,
        Sorted.byKey(
            counts, Comparator.comparing(ValueCount::kind).thenComparing(ValueCount::value)),
        (p, row) -> p.add(row.kind()).add(row.value()).add(row.count()).add(row.lastSeen()));
  }

  boolean batch(long project, EventId batch, Instant receivedAt) {
    return session.update(BATCH, project, List.of(batch), (p, row) -> p.add(row).add(receivedAt))
        > 0;
  }

  static byte[] bytes(UserHash user) {
    return ByteBuffer.allocate(16).putLong(user.high()).putLong(user.low()).array();
  }

  private static UserHash user(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UserHash(buffer.getLong(), buffer.getLong());
  }
}
