// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a password, and what is none. */
final class PasswordRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse", "h0rse-8c", "😀😀😀😀😀😀😀😀", "        ", "password 1"})
  void problem_ofAPassword_isNone(String password) {
    assertThat(PasswordRules.problem(password)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "PASSWORD", "Senha123", "12345678", "QwertyUiop"})
  void problem_ofWhatIsGuessedFirst_isThat(String password) {
    assertThat(PasswordRules.problem(password)).contains("one of those that are guessed first");
  }

  @Test
  void problem_ofAnotherLength_isThat() {
    assertThat(PasswordRules.problem("😀😀😀😀😀😀😀")).contains("shorter than 8 characters");
    assertThat(PasswordRules.problem("x".repeat(1_000))).isEmpty();
    assertThat(PasswordRules.problem("x".repeat(1_001))).contains("longer than 1000 characters");
  }
}
