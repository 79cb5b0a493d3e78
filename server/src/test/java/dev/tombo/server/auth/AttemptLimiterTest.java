// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Attempts that fail, until they have to wait. */
final class AttemptLimiterTest {
  private static final String ANA = "ana@example.com";
  private static final InetAddress HERE = address("192.0.2.1");
  private static final InetAddress THERE = address("192.0.2.2");

  private Instant now = Instant.parse("2026-11-23T12:00:00Z");
  private final AttemptLimiter limiter = new AttemptLimiter(() -> now);

  @Test
  void attempt_afterFiveFailures_waitsTwiceAsLongEachTime() {
    fail(5, ANA, HERE);
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      waits.add(wait(ANA, HERE).toSeconds());
      now = now.plus(wait(ANA, HERE));
      fail(1, ANA, HERE);
    }

    assertThat(waits)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
  }

  @Test
  void attempt_whileWaiting_isNotMadeAndNotCounted() {
    fail(5, ANA, HERE);
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> limiter.attempt(ANA, HERE, () -> Optional.of("made")))
          .isInstanceOf(TooManyAttemptsException.class);
    }
    now = now.plusSeconds(1);

    assertThat(limiter.attempt(ANA, HERE, () -> Optional.of("made"))).contains("made");
  }

  @Test
  void attempt_thatSucceeds_clearsThePair() {
    fail(4, ANA, HERE);
    succeed(ANA, HERE);
    fail(4, ANA, HERE);

    assertThat(wait(ANA, HERE)).isZero();
  }

  @Test
  void attempt_fromElsewhereOrAtAnother_isFree() {
    fail(5, ANA, HERE);

    assertThat(wait(ANA, THERE)).isZero();
    assertThat(wait("rui@example.com", HERE)).isZero();
    assertThat(wait(ANA, HERE)).isPositive();
  }

  @Test
  void attempt_quietForTheWindow_startsAnew() {
    fail(4, ANA, HERE);
    now = now.plus(Duration.ofMinutes(15));
    fail(4, ANA, HERE);

    assertThat(wait(ANA, HERE)).isZero();
  }

  @Test
  void attempt_notQuietForTheWindow_goesOn() {
    fail(4, ANA, HERE);
    now = now.plus(Duration.ofMinutes(15)).minusMillis(1);
    fail(1, ANA, HERE);

    assertThat(wait(ANA, HERE)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void attempt_afterFiftyFailuresOfAnAddress_waitsForTheWindowsEnd() {
    for (int i = 0; i < 50; i++) {
      assertThat(wait(ANA, HERE)).isZero();
      fail(1, i + "@example.com", HERE);
      now = now.plusSeconds(6);
    }

    assertThat(wait(ANA, HERE)).isEqualTo(Duration.ofMinutes(10));
    assertThat(wait(ANA, THERE)).isZero();
    now = now.plus(Duration.ofMinutes(10));
    assertThat(wait(ANA, HERE)).isZero();
    fail(1, ANA, HERE);
    assertThat(wait(ANA, HERE)).isZero();
  }

  @Test
  void attempt_successAtOneTarget_doesNotClearTheAddress() {
    for (int i = 0; i < 50; i++) {
      fail(1, i + "@example.com", HERE);
      succeedIfFree("mallory@example.com", HERE);
    }

    assertThat(wait(ANA, HERE)).isPositive();
  }

  @Test
  void attempt_ofNeighboursInIpv6_isOfOneAddress() {
    for (int i = 0; i < 5; i++) {
      fail(1, ANA, address("2001:db8:1:2::" + i));
    }

    assertThat(wait(ANA, address("2001:db8:1:2:ffff::"))).isPositive();
    assertThat(wait(ANA, address("2001:db8:1:3::1"))).isZero();
    assertThat(wait(ANA, HERE)).isZero();
  }

  @Test
  void attempt_thatThrows_isNotCounted() {
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  limiter.attempt(
                      ANA,
                      HERE,
                      () -> {
                        throw new IllegalStateException("the database is away");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }

    assertThat(wait(ANA, HERE)).isZero();
  }

  @Test
  void attempt_whileAnotherOfTheAddressRuns_waitsUntilThatIsCounted() throws Exception {
    var second = new AtomicReference<Object>("never ran");
    AttemptLimiter patient = new AttemptLimiter(() -> now, Duration.ofDays(1));
    Thread other = new Thread(() -> second.set(outcome(patient, ANA, HERE)));
    for (int i = 0; i < 4; i++) {
      assertThat(patient.attempt(ANA, HERE, Optional::empty)).isEmpty();
    }
    Optional<Object> first =
        patient.attempt(
            ANA,
            HERE,
            () -> {
              other.start();
              while (other.getState() != Thread.State.TIMED_WAITING && other.isAlive()) {
                Thread.onSpinWait();
              }
              return Optional.empty();
            });
    other.join();

    assertThat(first).isEmpty();
    assertThat(second.get()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void attempt_whileAnotherOfTheAddressRunsOn_isSentAway() throws Exception {
    AttemptLimiter impatient = new AttemptLimiter(() -> now, Duration.ofMillis(1));
    var second = new AtomicReference<Object>("never ran");
    Thread other = new Thread(() -> second.set(outcome(impatient, ANA, HERE)));
    other.setDaemon(true);

    Optional<Boolean> first =
        impatient.attempt(
            ANA,
            HERE,
            () -> {
              other.start();
              return Optional.of(ended(other));
            });

    assertThat(first).contains(true);
    assertThat(second.get()).isEqualTo(Duration.ofSeconds(1));
    assertThat(outcome(impatient, ANA, HERE)).isEqualTo("made");
  }

  @Test
  void failures_ofMoreKeysThanFit_forgetTheLongestAgo() {
    FailureCounts counts = new FailureCounts(new Forever(), 2);
    counts.add("a", now);
    counts.add("b", now);
    counts.add("a", now);
    counts.add("c", now);

    assertThat(counts.wait("a", now)).isPositive();
    assertThat(counts.wait("b", now)).isZero();
    assertThat(counts.wait("c", now)).isPositive();
  }

  private void fail(int times, String target, InetAddress from) {
    for (int i = 0; i < times; i++) {
      assertThat(limiter.attempt(target, from, Optional::empty)).isEmpty();
    }
  }

  private void succeed(String target, InetAddress from) {
    assertThat(limiter.attempt(target, from, () -> Optional.of(true))).isPresent();
  }

  private void succeedIfFree(String target, InetAddress from) {
    if (wait(target, from).isZero()) {
      succeed(target, from);
    }
  }

  /** How long the next attempt has to wait; made, it throws and is not counted. */
  private Duration wait(String target, InetAddress from) {
    return outcome(target, from) instanceof Duration wait ? wait : Duration.ZERO;
  }

  private Object outcome(String target, InetAddress from) {
    return outcome(limiter, target, from);
  }

  private static Object outcome(AttemptLimiter limiter, String target, InetAddress from) {
    try {
      return limiter.attempt(
          target,
          from,
          () -> {
            throw new IllegalStateException("made");
          });
    } catch (TooManyAttemptsException e) {
      return e.retryAfter();
    } catch (IllegalStateException e) {
      return "made";
    }
  }

  private static boolean ended(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(60));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for a minute after each failure. */
  private static final class Forever implements FailureCounts.Rule {
    @Override
    public Instant waitsUntil(FailureCounts.Count count) {
      return count.last().plusSeconds(60);
    }

    @Override
    public Instant forgottenAt(FailureCounts.Count count) {
      return count.last().plusSeconds(60);
    }
  }
}
