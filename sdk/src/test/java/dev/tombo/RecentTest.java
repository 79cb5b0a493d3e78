// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the newest are found, all of them, and no others. */
class RecentTest {
  private static final int KEPT = 64;

  /** Also where the number of places goes around, and over that of nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, Integer.MAX_VALUE - 500, -500})
  void find_manyWereAdded_knowsTheNewest(int first) {
    Recent<Integer> recent = new Recent<>(KEPT, first);
    for (int i = 0; i < 1000; i++) {
      add(recent, i);
      for (int known = Math.max(0, i - KEPT + 2); known <= i; known++) {
        assertThat(recent.entry(recent.find(known, recent.bucket(known)))).isEqualTo(known);
      }
      int forgotten = i - KEPT;
      assertThat(recent.find(forgotten, recent.bucket(forgotten))).isEqualTo(Recent.NONE);
    }
  }

  @Test
  void find_severalOfOneHash_comeNewestFirst() {
    Recent<String> recent = new Recent<>(KEPT);
    recent.add(7, recent.bucket(7), "old");
    recent.add(7, recent.bucket(7), "new");

    int newest = recent.find(7, recent.bucket(7));
    int older = recent.find(7, recent.older(newest));
    assertThat(recent.entry(newest)).isEqualTo("new");
    assertThat(recent.entry(older)).isEqualTo("old");
    assertThat(recent.find(7, recent.older(older))).isEqualTo(Recent.NONE);
  }

  @Test
  void add_bucketHasChangedSince_isRefused() {
    Recent<String> recent = new Recent<>(KEPT);
    int seen = recent.bucket(7);
    assertThat(recent.add(7, seen, "first")).isTrue();

    assertThat(recent.add(7, seen, "second")).isFalse();
    assertThat(recent.entry(recent.find(7, recent.bucket(7)))).isEqualTo("first");
  }

  private static void add(Recent<Integer> recent, int number) {
    while (!recent.add(number, recent.bucket(number), number)) {
      // Once, where the place is that of nothing.
    }
  }
}
