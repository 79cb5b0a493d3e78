// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.store.DigestTransaction.TagCount;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does with tag values. */
interface TagContract extends OpenStore {
  private void count(List<TagCount> counts) {
    store().digests().inTransaction(tx -> tx.countTags(1, counts));
  }

  private static List<TagCount> values(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(n -> new TagCount(1, "id", "v%05d".formatted(n), 1, minute(n)))
        .toList();
  }

  @Test
  default void countTags_knownAndNew_addsAndKeepsTheLatestSeen() {
    count(
        List.of(
            new TagCount(1, "region", "eu", 2, minute(5)),
            new TagCount(2, "region", "eu", 7, minute(5))));
    count(
        List.of(
            new TagCount(1, "region", "eu", 1, minute(3)),
            new TagCount(1, "region", "ação 😀", 1, minute(3))));

    assertThat(
            rows("select grouping, value, count, last_seen from tag_value order by count, value"))
        .containsExactlyInAnyOrder(
            List.of(1L, "ação 😀", 1L, minute(3).toEpochMilli()),
            List.of(1L, "eu", 3L, minute(5).toEpochMilli()),
            List.of(2L, "eu", 7L, minute(5).toEpochMilli()));
    assertThat(rows("select grouping, key, kept from tag_key order by grouping"))
        .containsExactly(List.of(1L, "region", 2L), List.of(2L, "region", 1L));
  }

  @Test
  default void countTags_ofRunawayKey_keepsAThousandAndCountsTheRestTogether() {
    count(values(0, 990));
    count(values(985, 1_010));
    count(values(1_005, 1_015));
    count(List.of(new TagCount(1, "id", "v00001", 5, minute(1))));

    assertThat(rows("select count(*) from tag_value where value <> ''"))
        .containsExactly(List.of(1_000L));
    assertThat(rows("select count, last_seen from tag_value where value = ''"))
        .containsExactly(List.of(20L, minute(1_014).toEpochMilli()));
    assertThat(rows("select kept from tag_key")).containsExactly(List.of(1_000L));
    assertThat(rows("select count from tag_value where value = 'v00001'"))
        .containsExactly(List.of(6L));
    assertThat(rows("select sum(count) from tag_value")).containsExactly(List.of(1_030L));
  }

  @Test
  default void countTags_ofEmptyValue_isNotKeptApart() {
    count(List.of(new TagCount(1, "id", "", 2, minute(1))));
    count(List.of(new TagCount(1, "id", "", 2, minute(1))));

    assertThat(rows("select value, count from tag_value")).containsExactly(List.of("", 4L));
    assertThat(rows("select 1 from tag_key")).isEmpty();
  }
}
