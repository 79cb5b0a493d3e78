// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the form that is read by hand, and in the others. */
final class TimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-23T13:03:28Z",
        "2026-11-23T13:03:28.8Z",
        "2026-11-23T13:03:28.862Z",
        "2026-11-23T13:03:28.000000001Z",
        "2026-11-23T13:03:28.123456789Z",
        "2024-02-29T23:59:59.999Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-11-23T13:03Z",
        "2026-11-23T13:03:28.Z",
        "2026-11-23T15:03:28.862+02:00",
        "2026-11-23T13:03:28.862z"
      })
  void parse_time_isWhatTheLibraryReads(String text) {
    assertThat(Times.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-11-23T13:03:28",
        "2026-11-23T13:03:28,862Z",
        "2026-11-23T13:03:28.1234567890Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-11-00T00:00:00Z",
        "2026-11-31T00:00:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T13:60:00Z",
        "2026-11-23T13:03:60Z",
        "0000-01-01T00:00:00Z",
        "+12026-11-23T11:40:00Z",
        "2026-11-23T13:03:2\u0668Z",
        "2026_11-23T13:03:28Z"
      })
  void parse_noTime_isNull(String text) {
    assertThat(Times.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"2026-11-23T13:03:28.05Z,50000000", "2026-11-23T13:03:28.500Z,500000000"})
  void parse_fraction_isOfASecond(String text, int nanos) {
    assertThat(Times.parse(text)).isEqualTo(Instant.parse("2026-11-23T13:03:28Z").plusNanos(nanos));
  }
}
