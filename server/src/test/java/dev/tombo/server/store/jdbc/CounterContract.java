// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.inTransaction;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.DigestTransaction.GroupingUser;
import dev.tombo.server.store.DigestTransaction.HourCount;
import dev.tombo.server.store.DigestTransaction.ValueCount;
import dev.tombo.server.store.DigestTransaction.ValueKind;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does with counters. */
interface CounterContract extends OpenStore {
  @Test
  default void countHours_again_adds() {
    var counts =
        List.of(
            new HourCount(2, "prod", "1.0", 500_000, 3, NOON, NOON),
            new HourCount(1, "", "", 500_000, 1, NOON, NOON),
            new HourCount(2, "prod", "", 500_000, 5, NOON, NOON));
    store().digests().inTransaction(tx -> tx.countHours(1, counts));
    store().digests().inTransaction(tx -> tx.countHours(1, counts.subList(0, 1)));

    assertThat(
            rows(
                "select grouping, environment, release, hour, count from grouping_hour"
                    + " order by count"))
        .containsExactly(
            List.of(1L, "", "", 500_000L, 1L),
            List.of(2L, "prod", "", 500_000L, 5L),
            List.of(2L, "prod", "1.0", 500_000L, 6L));
  }

  @Test
  default void insertUsers_someKnown_answersTheNew() {
    List<GroupingUser> many =
        LongStream.range(0, 25).mapToObj(n -> new GroupingUser(1, new UserHash(-n, n))).toList();
    Set<GroupingUser> first = inTransaction(store(), tx -> tx.insertUsers(1, many.subList(0, 12)));

    Set<GroupingUser> second = inTransaction(store(), tx -> tx.insertUsers(1, many));

    assertThat(first).isEqualTo(Set.copyOf(many.subList(0, 12)));
    assertThat(second).isEqualTo(Set.copyOf(many.subList(12, 25)));
    var elsewhere = new GroupingUser(2, new UserHash(0, 0));
    Set<GroupingUser> third = inTransaction(store(), tx -> tx.insertUsers(1, List.of(elsewhere)));
    assertThat(third).containsExactly(elsewhere);
  }

  @Test
  default void countValues_olderLater_keepsTheLatestSeen() {
    for (long minute : new long[] {5, 3}) {
      store()
          .digests()
          .inTransaction(
              tx ->
                  tx.countValues(
                      1,
                      List.of(
                          new ValueCount(ValueKind.LOGGER, "a.B", 2, minute(minute)),
                          new ValueCount(ValueKind.RELEASE, "a.B", 1, minute(minute)))));
    }

    assertThat(rows("select kind, value, count, last_seen from project_value order by kind"))
        .containsExactly(
            List.of(1L, "a.B", 2L, minute(5).toEpochMilli()),
            List.of(3L, "a.B", 4L, minute(5).toEpochMilli()));
  }
}
