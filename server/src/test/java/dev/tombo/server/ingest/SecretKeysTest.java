// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.ScrubbingRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys name a secret. */
final class SecretKeysTest {
  private static final SecretKeys KEYS = new SecretKeys(ScrubbingRules.STANDARD);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "db.password",
        "userPassword",
        "PASSWD",
        "senha",
        "api_key",
        "apiKey",
        "token",
        "Authorization",
        "Set-Cookie",
        "X-Api-Key",
        "access_token",
        "client_secret",
        "credit-card",
        "apiToken",
        "session_token",
        "id_token",
        "X-CSRF-Token",
        "XSRF-TOKEN",
        "JSESSIONID",
        "PIN",
        "cvv",
        "cvc"
      })
  void contain_namesOne_true(String key) {
    assertThat(KEYS.contain(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"requestId", "tokens", "path", "keyboard", "author", "passenger", "card"})
  void contain_namesNone_false(String key) {
    assertThat(KEYS.contain(key)).isFalse();
  }
}
