// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds times to the text that the JDK gives them. */
final class InstantTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "2026-11-23T13:03:28.062Z",
        "2024-02-29T23:59:59.100Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T00:00:00.001Z",
        "2026-11-23T13:03:28.000001Z",
        "2026-11-23T13:03:28.123456789Z"
      })
  void of_atTheEdges_isAsTheJdkWritesIt(String text) {
    assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void of_anyTime_isAsTheJdkWritesIt() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      Instant time =
          Instant.ofEpochMilli(random.nextLong(-62_000_000_000_000L, 253_000_000_000_000L));
      assertThat(InstantText.of(time)).isEqualTo(time.toString());
    }
  }
}
