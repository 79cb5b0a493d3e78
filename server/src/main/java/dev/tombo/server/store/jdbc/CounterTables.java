// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.DigestTransaction.GroupingUser;
import dev.tombo.server.store.DigestTransaction.HourCount;
import dev.tombo.server.store.DigestTransaction.LossCount;
import dev.tombo.server.store.DigestTransaction.ValueCount;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is counted by grouping and by project: hours, users, values, batches and losses. */
final class CounterTables {
  private static final Sql HOURS =
      Sql.of(
          """
          insert into grouping_hour (project_id, grouping, hour, environment, release, count)
          values [(:p, ?, ?, ?, ?, ?)]
          on conflict (project_id, grouping, hour, environment, release) do update set
            count = grouping_hour.count + excluded.count""");

  private static final Sql USERS =
      Sql.of(
          """
          insert into grouping_user (project_id, grouping, user_hash) values [(:p, ?, ?)]
          on conflict (project_id, grouping, user_hash) do nothing
          returning grouping, user_hash""");

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

  private static final Sql LOSSES =
      Sql.of(
          """
          insert into loss (project_id, token, hour, stage, reason, count)
          values [(:p, ?, ?, ?, ?, ?)]
          on conflict (project_id, token, hour, stage, reason) do update set
            count = loss.count + excluded.count""");

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
                .add(row.count()));
  }

  Set<GroupingUser> users(long project, List<GroupingUser> users) {
    List<GroupingUser> sorted =
        users.stream()
            .distinct()
            .sorted(
                Comparator.comparingLong(GroupingUser::grouping)
                    .thenComparingLong(row -> row.user().high())
                    .thenComparingLong(row -> row.user().low()))
            .toList();
    return new HashSet<>(
        session.returning(
            USERS,
            project,
            sorted,
            (p, row) -> p.add(row.grouping()).add(bytes(row.user())),
            row -> new GroupingUser(row.getLong(1), user(row.getBytes(2)))));
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

  void losses(long project, List<LossCount> counts) {
    session.update(
        LOSSES,
        project,
        Sorted.byKey(
            counts,
            Comparator.comparingLong(LossCount::token)
                .thenComparingLong(LossCount::hour)
                .thenComparing(LossCount::stage)
                .thenComparing(LossCount::reason)),
        (p, row) ->
            p.add(row.token()).add(row.hour()).add(row.stage()).add(row.reason()).add(row.count()));
  }

  private static byte[] bytes(UserHash user) {
    return ByteBuffer.allocate(16).putLong(user.high()).putLong(user.low()).array();
  }

  private static UserHash user(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UserHash(buffer.getLong(), buffer.getLong());
  }
}
