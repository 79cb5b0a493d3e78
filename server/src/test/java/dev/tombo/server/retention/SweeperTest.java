// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.store.StoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When the sweeper asks its store, with and without its thread. */
final class SweeperTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @Test
  void sweep_storeHasMore_saysSo() {
    List<Integer> asked = new ArrayList<>();
    Sweeper sweeper =
        new Sweeper(
            (rows, now) -> {
              asked.add(rows);
              return asked.size() < 2;
            },
            () -> false,
            CLOCK);

    assertThat(sweeper.sweep()).isTrue();
    assertThat(sweeper.sweep()).isFalse();
    assertThat(asked).containsExactly(500, 500);
  }

  @Test
  void sweep_storeIsAway_waitsForTheNextTime() {
    Sweeper sweeper =
        new Sweeper(
            (rows, now) -> {
              throw new StoreUnavailableException("away", new IllegalStateException());
            },
            () -> false,
            CLOCK);

    assertThat(sweeper.sweep()).isFalse();
  }

  @Test
  void close_started_endsTheThread() throws InterruptedException {
    BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    Sweeper sweeper = new Sweeper((rows, now) -> false, () -> false, CLOCK);
    sweeper.start(
        task -> {
          Thread thread = new Thread(task);
          threads.add(thread);
          return thread;
        });

    sweeper.close();

    Thread thread = threads.poll(1, TimeUnit.SECONDS);
    assertThat(thread).isNotNull();
    thread.join(60_000);
    assertThat(thread.isAlive()).isFalse();
  }
}
