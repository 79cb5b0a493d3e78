// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import static dev.tombo.server.digest.Items.event;
import static dev.tombo.server.digest.Items.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What may wait, and what may not. */
final class BacklogTest {
  private static final Backlog.Bounds BOUNDS =
      new Backlog.Bounds(Duration.ofSeconds(2), 4, 100, 1 << 20, 3, 3);

  private final Backlog backlog = new Backlog(BOUNDS, 2, System::nanoTime);

  @Test
  void put_moreThanTheRateGetsThrough_isRefused() {
    put(3);
    put(3); // 3 a second for 2 s
    assertThatThrownBy(() -> put(1))
        .isInstanceOf(NotCommittedException.class)
        .hasMessageContaining("full");
    assertThat(backlog.items()).isEqualTo(6);
  }

  @Test
  void put_fasterCommits_moreRoom() {
    put(3);
    List<Backlog.Entry> taken = backlog.take(1);
    backlog.committed(taken, Duration.ofMillis(100).toNanos()); // 30 a second
    put(10);
    put(5);
    assertThat(backlog.items()).isEqualTo(15);
  }

  @Test
  void put_largerThanAllRoom_isTakenWhileNothingWaits() {
    put(50);
    assertThatThrownBy(() -> put(1)).isInstanceOf(NotCommittedException.class);
    assertThat(backlog.take(1)).hasSize(1);
    put(1);
  }

  @Test
  void take_more_thanOneTransactionHolds_leavesTheRest() {
    put(2);
    put(2);
    put(1);
    assertThat(backlog.take(1)).hasSize(2);
    assertThat(backlog.take(1)).hasSize(1);
    assertThat(backlog.items()).isZero();
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void take_byEachWriter_itsProjectsOnly() {
    Backlog.Entry other = new Backlog.Entry(submission(2, List.of(event(9, "f"))));
    put(1);
    backlog.put(other, Duration.ZERO);
    put(1);

    assertThat(backlog.take(0)).containsExactly(other);
    assertThat(backlog.take(1)).hasSize(2);
    assertThat(backlog.items()).isZero();
  }

  @Test
  void drain_severalWriters_takesAll() {
    put(1);
    backlog.put(new Backlog.Entry(submission(2, List.of(event(9, "f")))), Duration.ZERO);

    assertThat(backlog.drain()).hasSize(2);
    assertThat(backlog.items()).isZero();
  }

  @Test
  void take_closedAndEmpty_isEmpty() {
    backlog.close();
    assertThat(backlog.take(1)).isEmpty();
  }

  private void put(int items) {
    List<Item> many = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      many.add(event(i, "f"));
    }
    backlog.put(new Backlog.Entry(submission(1, many)), Duration.ZERO);
  }
}
