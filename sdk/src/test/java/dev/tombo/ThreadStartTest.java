// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of events where the thread that sends them cannot be made or started. */
class ThreadStartTest {
  private final List<Thread> made = new ArrayList<>();

  @Test
  void start_failsOnceTheThreadRuns_startsNoSecond() {
    Pipeline pipeline =
        new Pipeline(
            options -> options,
            task -> {
              made.add(new FailsOnceItRuns());
              return made.get(made.size() - 1);
            });

    assertThat(pipeline.tombo.capture("one").eventId()).isPresent();
    assertThat(pipeline.tombo.capture("two").eventId()).isPresent();

    assertThat(made).hasSize(1);
    assertThat(pipeline.tombo.status().discarded()).isEmpty();
  }

  @Test
  void start_noThreadAtFirst_keepsTheEventAndTriesAgain() {
    boolean[] exhausted = {true};
    Pipeline pipeline =
        new Pipeline(
            options -> options,
            task -> {
              if (exhausted[0]) {
                throw new OutOfMemoryError("no thread");
              }
              made.add(new Thread(() -> {}));
              return made.get(0);
            });
    Receipt first = pipeline.tombo.capture("one");
    exhausted[0] = false;
    pipeline.tombo.capture("two");
    pipeline.run();

    assertThat(first.eventId()).isPresent();
    assertThat(made.get(0).getState()).isNotEqualTo(Thread.State.NEW);
    assertThat(pipeline.tombo.status().discarded()).isEmpty();
    assertThat(pipeline.tombo.status().sent()).isEqualTo(2);
  }

  @Test
  void close_threadNeverStarted_countsWhatIsLost() {
    Pipeline pipeline =
        new Pipeline(
            options -> options,
            task -> {
              throw new OutOfMemoryError("no thread");
            });
    pipeline.tombo.capture("one");

    pipeline.tombo.close(Duration.ofMinutes(10));

    assertThat(pipeline.discarded(DiscardReason.SHUTDOWN)).isEqualTo(1);
    assertThat(pipeline.tombo.status().queued()).isZero();
  }

  private static final class FailsOnceItRuns extends Thread {
    @Override
    public synchronized void start() {
      super.start();
      throw new OutOfMemoryError("late");
    }
  }
}
