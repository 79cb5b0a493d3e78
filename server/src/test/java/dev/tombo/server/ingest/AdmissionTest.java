// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tombo.server.ingest.OverLimitException.Limit;
import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.store.LedgerCount;
import dev.tombo.server.store.ProjectStore.ProjectChange;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project takes and when, by a clock of the test's own. */
final class AdmissionTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path directory;
  private Instant now = NOON;
  private JdbcStore store;
  private Admission admission;
  private long project;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    long account = store.accounts().create("a@b", "a", "h", true, NOON).id();
    project = store.projects().create("p", account, NOON).id();
    admission = admission();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void ask_withoutLimits_isLetIn() {
    for (int i = 0; i < 100; i++) {
      send(10_000);
    }
    admission.ask(project + 1);
  }

  @Test
  void ask_asOftenAsTheRate_isLetInAndNoMore() {
    limit(OptionalLong.of(3), OptionalLong.empty());

    send(1);
    send(1);
    send(1);
    assertThat(refused(Limit.RATE)).isEqualTo(Duration.ofMillis(334));

    now = now.plusMillis(333);
    assertThat(refused(Limit.RATE)).isPositive();
    now = now.plusMillis(1);
    send(1);
    assertThat(refused(Limit.RATE)).isPositive();
    now = now.plusSeconds(60);
    send(1);
    send(1);
    send(1);
    refused(Limit.RATE);
  }

  @ParameterizedTest
  @CsvSource({"100,500000", "100,1000", "3,999999", "1000,100000"})
  void ask_muchMoreOftenThanTheRate_takesTheRateAllTheSame(long rate, long nanos) {
    limit(OptionalLong.of(rate), OptionalLong.empty());
    Instant end = now.plusSeconds(2);
    send((int) rate);
    int taken = 0;
    for (; now.isBefore(end); now = now.plusNanos(nanos)) {
      taken += sendIfLetIn();
    }

    assertThat((long) taken).isBetween(2 * rate - 1, 2 * rate);
  }

  @ParameterizedTest
  @CsvSource({"1,60", "1,2", "10,600", "7,400", "1000000,10000"})
  void ask_afterABatchLargerThanTheRoom_waitsUntilItIsPaidFor(long rate, int events) {
    limit(OptionalLong.of(rate), OptionalLong.empty());

    send(events);

    if (events < rate) {
      send(events);
      return;
    }
    Duration wait = refused(Limit.RATE);
    assertThat(wait).isEqualTo(Duration.ofMillis((1000L * (events + 1 - rate) + rate - 1) / rate));
    now = now.plus(wait).minusMillis(1);
    refused(Limit.RATE);
    now = now.plusMillis(1);
    send(events);
    refused(Limit.RATE);
  }

  @ParameterizedTest
  @CsvSource({"1,10000,61000", "100,10000,60010", "7,2000000000,60143"})
  void ask_afterAHugeBatch_waitsForAMinuteOfTheRate(long rate, int events, long millis) {
    limit(OptionalLong.of(rate), OptionalLong.empty());
    admission.ask(project);
    admission.charge(project, events);
    admission.charge(project, events);

    assertThat(refused(Limit.RATE)).isEqualTo(Duration.ofMillis(millis));
    now = now.plusMillis(millis);
    admission.ask(project);
  }

  @ParameterizedTest
  @CsvSource({"1", "10", "100", "100000"})
  void refund_ofABatch_leavesTheRoomAsItWas(int events) {
    limit(OptionalLong.of(10), OptionalLong.empty());
    send(9);
    admission.ask(project);

    admission.refund(project, admission.charge(project, events));

    send(1);
    refused(Limit.RATE);
  }

  @Test
  void refund_afterAWhile_makesNoMoreRoomThanTheRate() {
    limit(OptionalLong.of(10), OptionalLong.empty());
    double charged = admission.charge(project, 10);
    now = now.plusSeconds(60);
    admission.refund(project, charged);

    send(10);
    refused(Limit.RATE);
  }

  @Test
  void ask_countedHereAfterItWasRead_isNotCountedTwice() {
    limit(OptionalLong.empty(), OptionalLong.of(10));
    admission.ask(project);
    commit(6);
    now = now.plusSeconds(5);
    admission.ask(project);
    admission.accepted(project, 6, now);

    admission.ask(project);
    send(4);
    refused(Limit.DAILY_QUOTA);
  }

  @Test
  void ask_batchesOfManyAtOnce_allArePaidFor() {
    limit(OptionalLong.of(10), OptionalLong.empty());
    admission.ask(project);
    admission.ask(project);
    admission.charge(project, 50);
    admission.charge(project, 50);

    assertThat(refused(Limit.RATE)).isEqualTo(Duration.ofMillis(9_100));
  }

  @Test
  void ask_rateRaisedOrTakenAway_isHeededAtOnceHereAndSoonElsewhere() {
    Admission elsewhere = admission();
    limit(OptionalLong.of(1), OptionalLong.empty());
    send(500);
    elsewhere.ask(project);
    elsewhere.charge(project, 500);
    refused(Limit.RATE);

    limit(OptionalLong.of(1_000), OptionalLong.empty());
    now = now.plusSeconds(1);

    admission.ask(project);
    assertThat(refusedBy(elsewhere).limit()).isEqualTo(Limit.RATE);
    now = NOON.plusSeconds(5);
    elsewhere.ask(project);
    limit(OptionalLong.empty(), OptionalLong.empty());
    send(10_000);
    admission.ask(project);
  }

  @Test
  void ask_clockSetBack_refillsNothingAndGoesOn() {
    limit(OptionalLong.of(1), OptionalLong.of(2));
    send(1);
    now = NOON.minusSeconds(3_600);
    assertThat(refused(Limit.RATE)).isEqualTo(Duration.ofSeconds(1));
    now = now.plusSeconds(1);
    send(1);
    now = now.plusSeconds(1);
    refused(Limit.DAILY_QUOTA);
  }

  @Test
  void ask_quotaNotUsedUp_takesABatchWhole() {
    limit(OptionalLong.empty(), OptionalLong.of(10));

    send(9);
    send(500);

    assertThat(refused(Limit.DAILY_QUOTA)).isEqualTo(Duration.ofHours(12));
    now = Instant.parse("2026-11-23T23:59:59.999Z");
    assertThat(refused(Limit.DAILY_QUOTA)).isEqualTo(Duration.ofMillis(1));
    now = now.plusMillis(1);
    send(10);
    assertThat(refused(Limit.DAILY_QUOTA)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void ask_quotaOfNone_takesNothing() {
    limit(OptionalLong.empty(), OptionalLong.of(0));

    assertThat(refused(Limit.DAILY_QUOTA)).isEqualTo(Duration.ofHours(12));
  }

  @Test
  void ask_duplicatesAndRejected_useNoQuota() {
    limit(OptionalLong.empty(), OptionalLong.of(2));
    for (int i = 0; i < 10; i++) {
      admission.ask(project);
      admission.charge(project, 100);
      admission.accepted(project, 0, now);
    }
    send(2);
    refused(Limit.DAILY_QUOTA);
  }

  @Test
  void ask_whatOtherServersTook_countsWithinFiveSeconds() {
    limit(OptionalLong.empty(), OptionalLong.of(10));
    Admission elsewhere = admission();
    elsewhere.ask(project);

    send(10);

    refused(Limit.DAILY_QUOTA);
    now = NOON.plusMillis(4_999);
    elsewhere.ask(project);
    now = NOON.plusSeconds(5);
    assertThat(refusedBy(elsewhere).limit()).isEqualTo(Limit.DAILY_QUOTA);
    assertThat(refusedBy(admission()).limit()).isEqualTo(Limit.DAILY_QUOTA);
  }

  @Test
  void ask_readAgain_countsWhatWasTakenHereOnce() {
    limit(OptionalLong.empty(), OptionalLong.of(10));
    send(6);
    now = now.plusSeconds(10);
    admission.ask(project);
    send(3);
    now = now.plusSeconds(10);
    send(1);
    refused(Limit.DAILY_QUOTA);
  }

  @Test
  void accepted_receivedYesterday_isNotCountedToday() {
    limit(OptionalLong.empty(), OptionalLong.of(10));
    now = Instant.parse("2026-11-24T00:00:00Z");
    admission.ask(project);

    admission.accepted(project, 10, now.minusMillis(1));

    admission.ask(project);
  }

  @Test
  void ask_moreProjectsThanAreRemembered_forgetsWhoWasNotAskedForLongest() {
    admission = new Admission(store.projects(), () -> now, 2);
    limit(OptionalLong.of(1), OptionalLong.empty());
    send(100);
    admission.ask(98);
    refused(Limit.RATE);
    admission.ask(99);
    refused(Limit.RATE);

    admission.ask(98);
    admission.ask(99);

    admission.ask(project);
  }

  private Admission admission() {
    return new Admission(store.projects(), () -> now);
  }

  /** Asks, charges, commits and counts as the ingest does. */
  private void send(int events) {
    admission.ask(project);
    admission.charge(project, events);
    commit(events);
    admission.accepted(project, events, now);
  }

  private void commit(int events) {
    LedgerCount count =
        new LedgerCount(LedgerOutcome.ACCEPTED, now.getEpochSecond() / 3600, 1, "", events);
    store.digests().inTransaction(tx -> tx.count(project, List.of(count)));
  }

  /** Sends an event if the project takes any: 1 if it does. */
  private int sendIfLetIn() {
    try {
      admission.ask(project);
    } catch (OverLimitException e) {
      return 0;
    }
    admission.charge(project, 1);
    return 1;
  }

  private Duration refused(Limit limit) {
    OverLimitException refusal = refusedBy(admission);
    assertThat(refusal.limit()).isEqualTo(limit);
    return refusal.retryAfter();
  }

  private OverLimitException refusedBy(Admission one) {
    return catchThrowableOfType(OverLimitException.class, () -> one.ask(project));
  }

  private void limit(OptionalLong rate, OptionalLong quota) {
    ProjectChange change =
        new ProjectChange(
            Optional.empty(), Optional.of(rate), Optional.of(quota), Optional.empty());
    assertThat(store.projects().change(project, change, Instant.EPOCH)).isPresent();
    admission.changed(project);
  }
}
