// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client's clock against the server's. */
final class TimingTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // sent at, occurred at, corrected
    "12:00:00, 11:59:00, 11:59:00", // clocks agree
    "11:59:30, 11:59:00, 11:59:00", // within a minute: the way, not the clock
    "11:00:00, 10:59:00, 11:59:00", // an hour slow
    "13:00:00, 12:59:00, 11:59:00", // an hour fast
    "12:00:00, 12:30:00, 12:00:00", // in the future
  })
  void correct_clockDiffers_isServersTime(String sentAt, String occurredAt, String at) {
    Timing timing = Timing.of(NOON, at(sentAt));
    assertThat(timing.correct(at(occurredAt))).isEqualTo(at(at));
  }

  @Test
  void correct_noTime_isReceipt() {
    assertThat(Timing.of(NOON, null).correct(null)).isEqualTo(NOON);
  }

  @Test
  void correct_noSentAt_isAsSaid() {
    assertThat(Timing.of(NOON, null).correct(at("03:00:00"))).isEqualTo(at("03:00:00"));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-11-23T" + time + "Z");
  }
}
