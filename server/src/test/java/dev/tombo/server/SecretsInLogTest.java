// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the watch over the log would notice. */
final class SecretsInLogTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "log-in of ana with " + TestServer.PASSWORD,
        "token=" + TestServer.TOKEN,
        "Bearer tombo_0123456789abcdef0123456789abcdef01234567",
        "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"
      })
  void log_withASecret_isNoticed(String line) {
    assertThatThrownBy(() -> SecretsInLog.assertNone("calm\n" + line))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(line);
  }

  @Test
  void log_withoutOne_isNot() {
    assertThatCode(() -> SecretsInLog.assertNone("api-token=*** (TOMBO_API_TOKEN)\n"))
        .doesNotThrowAnyException();
  }
}
