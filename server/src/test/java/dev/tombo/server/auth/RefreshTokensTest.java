// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.auth.RefreshTokens.Turn;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refresh tokens: issued, recognised, forged. */
final class RefreshTokensTest {
  private static final Turn TURN = new Turn(Long.MAX_VALUE, 0);

  @TempDir Path directory;
  private RefreshTokens tokens;

  @BeforeEach
  void open() {
    tokens = with("key");
  }

  @Test
  void verify_ours_itsTurn() {
    assertThat(tokens.verify(tokens.issue(TURN))).contains(TURN);
    assertThat(tokens.verify(tokens.issue(new Turn(1, 99)))).contains(new Turn(1, 99));
    assertThat(with("key").verify(tokens.issue(TURN))).contains(TURN);
  }

  @Test
  void verify_otherServersKey_refused() {
    assertThat(with("other").verify(tokens.issue(TURN))).isEmpty();
  }

  @Test
  void verify_codeOfAnotherTurn_refused() {
    String code = tokens.issue(new Turn(12, 3)).split("\\.", 3)[2];
    assertThat(tokens.verify("12.3." + code)).contains(new Turn(12, 3));
    assertThat(tokens.verify("12.4." + code)).isEmpty();
    assertThat(tokens.verify("1.23." + code)).isEmpty();
    assertThat(tokens.verify("012.3." + code)).isEmpty();
    assertThat(tokens.verify("+12.3." + code)).isEmpty();
    assertThat(tokens.verify("12.3." + code + "=")).isEmpty();
    assertThat(tokens.verify("12.3." + code.substring(1))).isEmpty();
    assertThat(tokens.verify("12.3.")).isEmpty();
  }

  @Test
  void verify_anyCharacterChanged_refused() {
    String token = tokens.issue(TURN);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.verify(changed)).as(changed).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "1.0", "1.0.", "9999999999999999999.0.", "1.0.\u0000", "é.é.é"})
  void verify_garbage_refused(String token) {
    assertThat(tokens.verify(token)).isEmpty();
    assertThat(tokens.verify(token + "A".repeat(43))).isEmpty();
  }

  private RefreshTokens with(String key) {
    return new RefreshTokens(KeyFile.open(directory.resolve(key), new SecureRandom()));
  }
}
