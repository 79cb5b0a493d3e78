// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a password, and what is none. */
final class PasswordRulesTest {
  private static final String EMAIL = "ana.lima@example.com";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse",
        "h0rse-8c",
        "😀🐎🔋📎😀🐎🔋📎",
        "a b c d e f",
        "tombo of the year"
      })
  void problem_ofAPassword_isNone(String password) {
    assertThat(PasswordRules.problem(password, EMAIL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "PASSWORD",
        "p@ssw0rd1",
        "Senha123",
        "senha2026",
        "tombo2026",
        "flamengo10",
        "swordfish",
        "Welcome1!",
        "12345678",
        "abcdefghijkl",
        "QwertyUiop",
        "        ",
        "😀😀😀😀😀😀😀😀",
        "ana.lima@example.com",
        "example1",
        "lima12345"
      })
  void problem_ofWhatIsGuessedFirst_isThat(String password) {
    assertThat(PasswordRules.problem(password, EMAIL))
        .contains("one of those that are guessed first");
  }

  @Test
  void problem_ofAnotherLength_isThat() {
    assertThat(PasswordRules.problem("😀😀😀😀😀😀😀", EMAIL))
        .contains("shorter than 8 characters");
    assertThat(PasswordRules.problem("x".repeat(1_000), EMAIL)).isEmpty();
    assertThat(PasswordRules.problem("x".repeat(1_001), EMAIL))
        .contains("longer than 1000 characters");
  }
}
