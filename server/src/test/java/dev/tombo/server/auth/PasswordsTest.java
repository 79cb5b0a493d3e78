// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Passwords and their hashes. */
final class PasswordsTest {
  private final Passwords passwords = new Passwords(new SecureRandom());

  @Test
  void verify_rightPassword_true() {
    assertThat(passwords.verify("correct horse", Optional.of(passwords.hash("correct horse"))))
        .isTrue();
  }

  @Test
  void verify_wrongPassword_false() {
    assertThat(passwords.verify("battery", Optional.of(passwords.hash("correct horse")))).isFalse();
  }

  @Test
  void verify_noAccount_false() {
    assertThat(passwords.verify("", Optional.empty())).isFalse();
  }

  @Test
  void hash_samePasswordTwice_differs() {
    assertThat(passwords.hash("same")).isNotEqualTo(passwords.hash("same"));
  }
}
