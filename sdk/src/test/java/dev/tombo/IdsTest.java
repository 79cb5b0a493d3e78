// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That ids are UUIDs of version 7 which ascend. */
class IdsTest {
  private final ManualTime time = new ManualTime();
  private final Ids ids = new Ids(time, Ids.seededRandom());

  @Test
  void next_always_holdsTimeVersionAndVariant() {
    String id = ids.next();

    assertThat(id).matches("[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}");
    assertThat(Long.parseLong(id.substring(0, 12), 16)).isEqualTo(time.now().toEpochMilli());
  }

  @Test
  void next_manyInAMillisecondAndClockBack_ascend() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      made.add(ids.next());
    }
    time.advance(Duration.ofHours(-1));
    made.add(ids.next());

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void seededRandom_twoInstances_differ() {
    assertThat(Ids.seededRandom().getAsLong()).isNotEqualTo(Ids.seededRandom().getAsLong());
  }
}
