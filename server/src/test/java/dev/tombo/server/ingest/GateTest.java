// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.ingest.OverLimitException.Limit;
import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.store.ProjectStore.Allowance;
import dev.tombo.server.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a gate does while its project's allowance cannot be read. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GateTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private LongFunction<Allowance> source = day -> quota(10, 0);
  private int readings;

  @Test
  void ask_whileAnotherReads_goesByWhatWasKnown() throws Exception {
    Gate gate = gate(LONG);
    gate.ask(NOON);
    source = this::slow;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader = threads.submit(() -> gate.ask(NOON.plusSeconds(5)));
      begun.await();

      gate.ask(NOON.plusSeconds(5));
      gate.ask(NOON.plusSeconds(86_400));

      goOn.countDown();
      assertThatThrownBy(reader::get).hasCauseInstanceOf(OverLimitException.class);
    }
    assertThat(readings).isEqualTo(2);
    assertThatThrownBy(() -> gate.ask(NOON.plusSeconds(6))).isInstanceOf(OverLimitException.class);
  }

  @Test
  void ask_whileAnotherReadsFirst_waitsForThatAndNotForEver() throws Exception {
    Gate gate = gate(SHORT);
    source = this::slow;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader = threads.submit(() -> gate.ask(NOON));
      begun.await();

      assertThatThrownBy(() -> gate.ask(NOON)).isInstanceOf(BusyException.class);

      goOn.countDown();
      assertThatThrownBy(reader::get).hasCauseInstanceOf(OverLimitException.class);
    }
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void ask_whileAnotherReadsFirst_takesWhatThatFinds() throws Exception {
    Gate gate = gate(LONG);
    source = this::slow;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader = threads.submit(() -> gate.ask(NOON));
      begun.await();
      Future<?> other = threads.submit(() -> gate.ask(NOON));
      goOn.countDown();

      assertThatThrownBy(reader::get).hasCauseInstanceOf(OverLimitException.class);
      assertThatThrownBy(other::get).hasCauseInstanceOf(OverLimitException.class);
    }
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void ask_afterAReadingFailed_readsAgainAfterASecond() {
    Gate gate = gate(LONG);
    source = GateTest::away;
    for (int i = 0; i < 100; i++) {
      Instant now = NOON.plusMillis(i);
      assertThatThrownBy(() -> gate.ask(now)).isInstanceOf(StoreUnavailableException.class);
    }
    assertThat(readings).isEqualTo(1);
    source = day -> quota(10, 0);
    Instant late = NOON.plusMillis(999);
    assertThatThrownBy(() -> gate.ask(late)).isInstanceOf(StoreUnavailableException.class);

    gate.ask(NOON.plusSeconds(1));

    assertThat(readings).isEqualTo(2);
  }

  @Test
  void ask_whereReadingAgainFails_goesByWhatWasKnown() {
    Gate gate = gate(LONG);
    gate.ask(NOON);
    source = GateTest::away;

    for (int i = 0; i < 100; i++) {
      gate.ask(NOON.plusSeconds(5).plusMillis(i));
    }

    assertThat(readings).isEqualTo(2);
  }

  @Test
  void ask_usedUpByWhatWasRead_isNotReadEachTime() {
    Gate gate = gate(LONG);
    source = day -> quota(10, 10);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> gate.ask(NOON))
          .isInstanceOfSatisfying(
              OverLimitException.class, e -> assertThat(e.limit()).isEqualTo(Limit.DAILY_QUOTA));
    }

    assertThat(readings).isEqualTo(1);
  }

  @Test
  void accepted_whileAnotherReads_isCountedToWhatThatFinds() throws Exception {
    Gate gate = gate(LONG);
    gate.ask(NOON);
    gate.accepted(9, NOON);
    source =
        day -> {
          gate.accepted(4, NOON);
          return quota(10, 6);
        };
    gate.ask(NOON.plusSeconds(5));
    source = day -> quota(10, 10);

    assertThatThrownBy(() -> gate.ask(NOON.plusSeconds(6))).isInstanceOf(OverLimitException.class);
    assertThat(readings).isEqualTo(3);
  }

  @Test
  void forget_whileAnotherReads_isNotUndoneByThat() throws Exception {
    Gate gate = gate(LONG);
    source = this::slow;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader = threads.submit(() -> gate.ask(NOON));
      begun.await();
      gate.forget();
      goOn.countDown();
      assertThatThrownBy(reader::get).hasCauseInstanceOf(OverLimitException.class);
    }
    source = day -> quota(11, 10);

    assertThatCode(() -> gate.ask(NOON)).doesNotThrowAnyException();
  }

  private Gate gate(Duration patience) {
    return new Gate(
        day -> {
          readings++;
          return source.apply(day);
        },
        patience);
  }

  /** Reads, when it may go on, that all of ten are used up. */
  private Allowance slow(long day) {
    begun.countDown();
    try {
      assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return quota(10, 10);
  }

  private static Allowance away(long day) {
    throw new StoreUnavailableException("away", new IllegalStateException("day " + day));
  }

  private static Allowance quota(long events, long accepted) {
    return new Allowance(
        new ProjectLimits(OptionalLong.empty(), OptionalLong.of(events), OptionalLong.empty()),
        accepted,
        accepted);
  }
}
