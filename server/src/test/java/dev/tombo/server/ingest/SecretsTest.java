// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.ScrubbingRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a secret in texts, by the built-in forms and by a project's own. */
final class SecretsTest {
  private static final Secrets STANDARD = new Secrets(ScrubbingRules.STANDARD);

  private static Secrets patterns(String... patterns) {
    return new Secrets(new ScrubbingRules(1, true, List.of(), List.of(patterns), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=hunter2, user=ann | password=[redacted], user=ann",
        "password: hunter2 | password: [redacted]",
        "Unexpected token: foo | Unexpected token: foo",
        "jdbc:postgresql://ann:hunter2@db/shop | jdbc:postgresql://ann:[redacted]@db/shop",
        "Authorization: Basic YW5uOmh1bnRlcjI= | Authorization: [redacted]",
        "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2ln back | got [redacted] back",
        "key ghp_0123456789abcdef0123 of ann | key [redacted] of ann",
        "card 4111-1111-1111-1111 declined | card [redacted] declined",
        "order 4111111111111112 failed | order 4111111111111112 failed",
        "password=[redacted] and more | password=[redacted] and more",
        "a/b-c:d=e f | a/b-c:d=e f",
        "db.password: hunter2 | db.password: [redacted]",
        "password.value=hunter2 | password.value=[redacted]",
        "secret.api.key: abcdef0123456789ab | secret.api.key: [redacted]",
      })
  void redact_builtInForms_onlySecretsGo(String text, String redacted) {
    assertThat(STANDARD.redact(text)).isEqualTo(redacted);
    assertThat(STANDARD.redact(redacted)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "order 42 of customer 7 failed: no stock at https://example.com/a?b=c",
        "password.Password.Compare: crypto/bcrypt: hashedPassword is not the hash",
        "com.acme.secrets.Vault.open: no such path",
        "com.acme.PasswordExpiredException: ana",
        "PasswordError: too short",
      })
  void redact_nothingSecret_isTheVeryText(String text) {
    assertThat(STANDARD.redact(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "###.###.###-## | for 529.982.247-25. | for [redacted].",
        "###.###.###-## | 1529.982.247-25 | 1529.982.247-25",
        "###.###.###-## | 529.982.247-256 | 529.982.247-256",
        "acme_* | id acme_9-x_Y, acme | id [redacted], acme",
        "ORD-???? | ORD-ab12 ORD-ab123 | [redacted] ORD-ab123",
        "A\\#\\*\\? | A#*? A1xy | [redacted] A1xy",
      })
  void redact_ownForms_wholeWordsGo(String pattern, String text, String redacted) {
    assertThat(patterns(pattern).redact(text)).isEqualTo(redacted);
  }

  @Test
  void redact_argumentBehindASecretKey_goesWhateverItsForm() {
    assertThat(STANDARD.redactArguments("login {} with password={}", List.of("ann", "hunter2")))
        .containsExactly("ann", "[redacted]");
    assertThat(STANDARD.redactArguments("", List.of("ann"))).containsExactly("ann");
    assertThat(STANDARD.redactArguments("api.key: {}", List.of("ann")))
        .containsExactly("[redacted]");
    assertThat(STANDARD.redactArguments("Passwords.check: {}", List.of("ann")))
        .containsExactly("ann");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=",
        ":",
        "password=",
        "password.a: ",
        "a:",
        "://",
        "://a:",
        "eyJ",
        "Bearer ",
        "-----BEGIN",
        "4",
        "4 ",
        "ghp_",
        "1.",
        "aaaa",
        "\"",
        "Authorization:"
      })
  void redact_aMegabyteOfAnything_ends(String piece) {
    String text = piece.repeat((1 << 20) / piece.length());

    assertThat(patterns("aaaaaaaaab", "####-*", "????????????????x").redact(text)).isNotNull();
  }
}
