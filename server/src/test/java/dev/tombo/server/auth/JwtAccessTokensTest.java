// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens: signed, verified, refused. */
final class JwtAccessTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path directory;
  private JwtAccessTokens tokens;

  @BeforeEach
  void open() {
    tokens = at(NOON, "key");
  }

  @Test
  void verify_ours_account() {
    assertThat(tokens.verify(tokens.issue(7))).isEqualTo(OptionalLong.of(7));
  }

  @Test
  void verify_justBeforeAndAtExpiry_validThenNot() {
    String token = tokens.issue(7);
    Instant expiry = NOON.plus(AccessTokens.LIFETIME);
    assertThat(at(expiry.minus(Duration.ofSeconds(1)), "key").verify(token)).isPresent();
    assertThat(at(expiry, "key").verify(token)).isEmpty();
  }

  @Test
  void verify_otherServersKey_refused() {
    assertThat(at(NOON, "other").verify(tokens.issue(7))).isEmpty();
  }

  @Test
  void verify_otherAccountPutIn_refused() {
    String[] parts = tokens.issue(7).split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String forged = encode(claims.replace("\"sub\":\"7\"", "\"sub\":\"8\""));
    assertThat(tokens.verify(parts[0] + "." + forged + "." + parts[2])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"none\",\"kid\":\"1\"}",
        "{\"alg\":\"HS512\",\"kid\":\"1\"}",
        "{\"kid\":\"1\"}",
        "{}"
      })
  void verify_otherAlgorithm_refused(String header) {
    String[] parts = tokens.issue(7).split("\\.", -1);
    assertThat(tokens.verify(encode(header) + "." + parts[1] + "." + parts[2])).isEmpty();
    assertThat(tokens.verify(encode(header) + "." + parts[1] + ".")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "....", "é.é.é", "e30.e30.e30"})
  void verify_garbage_refused(String token) {
    assertThat(tokens.verify(token)).isEmpty();
  }

  private JwtAccessTokens at(Instant now, String key) {
    return new JwtAccessTokens(
        KeyFile.open(directory.resolve(key), new SecureRandom()), InstantSource.fixed(now));
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
