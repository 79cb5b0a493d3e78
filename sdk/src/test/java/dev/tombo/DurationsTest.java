// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people write for a duration. */
final class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250, 250",
    "250ms, 250",
    "3s, 3000",
    "3 seconds, 3000",
    "1 second, 1000",
    "2 Minutes, 120000",
    "PT4S, 4000"
  })
  void parse_ofEitherWay_isThatLong(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void parse_ofAnythingElse_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Durations.parse("3 fortnights"))
        .withMessageContaining("3 fortnights");
  }
}
