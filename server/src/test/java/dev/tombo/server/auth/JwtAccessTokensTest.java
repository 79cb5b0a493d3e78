// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens: signed, verified, refused; and their keys, which change. */
final class JwtAccessTokensTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final long PERIOD = NOON.getEpochSecond() / JwtAccessTokens.PERIOD.toSeconds();
  private static final AccessTokens.Claims ANA = new AccessTokens.Claims(7, Long.MAX_VALUE);

  /** What a token of Ana says that was issued at noon. */
  private static final String CLAIMS =
      "{\"iss\":\"tombo\",\"aud\":[\"tombo-api\"],\"sub\":\"7\",\"sid\":\"9223372036854775807\","
          + "\"iat\":1795435200,\"exp\":1795436100}";

  /** As the test turns it. */
  private Instant now = NOON;

  @TempDir Path directory;
  private JwtAccessTokens tokens;

  @BeforeEach
  void open() {
    tokens = with("key", () -> now);
  }

  @Test
  void verify_ours_says() {
    assertThat(tokens.verify(tokens.issue(ANA))).contains(ANA);
  }

  @Test
  void issue_always_carriesAccountAndSessionOnly() {
    String[] parts = tokens.issue(ANA).split("\\.", -1);
    JsonObject claims = Json.createReader(new StringReader(decode(parts[1]))).readObject();

    assertThat(decode(parts[0])).contains("\"alg\":\"HS256\"", "\"kid\":\"" + PERIOD + "\"");
    assertThat(claims.keySet())
        .as("upn is the library's second name for sub")
        .containsExactlyInAnyOrder("sub", "upn", "sid", "iss", "aud", "iat", "exp");
    assertThat(claims.getString("upn")).isEqualTo(claims.getString("sub")).isEqualTo("7");
    assertThat(claims.getString("sid")).isEqualTo("9223372036854775807");
  }

  @Test
  void verify_justBeforeAndAtExpiry_validThenNot() {
    String token = tokens.issue(ANA);
    now = NOON.plus(AccessTokens.LIFETIME).minusSeconds(1);
    assertThat(tokens.verify(token)).isPresent();
    now = NOON.plus(AccessTokens.LIFETIME);
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void issue_asPeriodsPass_takesOtherKeys() {
    now = endOfPeriod().minusSeconds(60);
    String old = tokens.issue(ANA);
    now = endOfPeriod().plusSeconds(60);
    String young = tokens.issue(ANA);

    assertThat(tokens.verify(old)).as("of the previous period").contains(ANA);
    assertThat(tokens.verify(young)).contains(ANA);
    assertThat(decode(young.split("\\.", 2)[0])).contains("\"kid\":\"" + (PERIOD + 1) + "\"");
    String[] parts = young.split("\\.", -1);
    String relabelled = encode(decode(parts[0]).replace("" + (PERIOD + 1), "" + PERIOD));
    assertThat(tokens.verify(relabelled + "." + parts[1] + "." + parts[2]))
        .as("the other key's id")
        .isEmpty();
    assertThat(with("key", () -> now).verify(old))
        .as("by a server that has restarted")
        .contains(ANA);
  }

  @Test
  void verify_afterTheClockWentBack_stillKnowsItsPeriod() {
    String token = tokens.issue(ANA);
    now = endOfPeriod().plusSeconds(60);
    assertThat(tokens.verify(tokens.issue(ANA))).contains(ANA);
    now = NOON;
    assertThat(tokens.verify(token)).contains(ANA);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, -2, -52, 1, 2})
  void verify_keyOfAnotherPeriod_previousOnly(long periods) {
    String token = forged(PERIOD + periods, header(PERIOD + periods), CLAIMS);
    assertThat(tokens.verify(token).isPresent()).isEqualTo(periods == -1);
  }

  @Test
  void verify_ourKeyUnderAnotherId_refused() {
    assertThat(tokens.verify(forged(PERIOD, header(PERIOD), CLAIMS))).contains(ANA);
    assertThat(tokens.verify(forged(PERIOD, header(PERIOD - 1), CLAIMS))).isEmpty();
    assertThat(tokens.verify(forged(PERIOD, header(1), CLAIMS))).isEmpty();
    assertThat(tokens.verify(forged(PERIOD, "{\"alg\":\"HS256\"}", CLAIMS))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"iss\":\"tombo\" | \"iss\":\"other\"",
        "\"iss\":\"tombo\" | \"iss\":[\"tombo\"]",
        "\"iss\":\"tombo\" | \"x\":1",
        "\"aud\":[\"tombo-api\"] | \"aud\":[\"other\"]",
        "\"aud\":[\"tombo-api\"] | \"aud\":[]",
        "\"aud\":[\"tombo-api\"] | \"x\":1",
        "\"exp\":1795436100 | \"exp\":1795435200",
        "\"exp\":1795436100 | \"exp\":-1",
        "\"exp\":1795436100 | \"exp\":\"never\"",
        "\"exp\":1795436100 | \"x\":1",
        "\"sub\":\"7\" | \"sub\":\"-7\"",
        "\"sub\":\"7\" | \"sub\":\"9999999999999999999\"",
        "\"sub\":\"7\" | \"x\":1",
        "\"sid\":\"9223372036854775807\" | \"sid\":7",
        "\"sid\":\"9223372036854775807\" | \"sid\":\"\"",
        "\"sid\":\"9223372036854775807\" | \"x\":1"
      })
  void verify_otherClaimUnderOurKey_refused(String claim, String other) {
    assertThat(CLAIMS).contains(claim);
    assertThat(tokens.verify(forged(PERIOD, header(PERIOD), CLAIMS))).contains(ANA);
    assertThat(tokens.verify(forged(PERIOD, header(PERIOD), CLAIMS.replace(claim, other))))
        .isEmpty();
  }

  @Test
  void verify_otherServersKey_refused() {
    assertThat(with("other", () -> NOON).verify(tokens.issue(ANA))).isEmpty();
  }

  @Test
  void verify_otherAccountPutIn_refused() {
    String[] parts = tokens.issue(ANA).split("\\.", -1);
    String claims = decode(parts[1]).replace("\"sub\":\"7\"", "\"sub\":\"8\"");
    assertThat(claims).contains("\"sub\":\"8\"");
    assertThat(tokens.verify(parts[0] + "." + encode(claims) + "." + parts[2])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"none\",\"kid\":\"KID\"}",
        "{\"alg\":\"NONE\",\"kid\":\"KID\"}",
        "{\"alg\":\"HS512\",\"kid\":\"KID\"}",
        "{\"alg\":\"RS256\",\"kid\":\"KID\"}",
        "{\"alg\":[\"HS256\"],\"kid\":\"KID\"}",
        "{\"alg\":\"HS256\"}",
        "{\"alg\":\"HS256\",\"kid\":\"1\"}",
        "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}",
        "{\"kid\":\"KID\"}",
        "{}"
      })
  void verify_otherHeader_refused(String header) {
    String[] parts = tokens.issue(ANA).split("\\.", -1);
    String other = encode(header.replace("KID", Long.toString(PERIOD)));
    assertThat(tokens.verify(other + "." + parts[1] + "." + parts[2])).isEmpty();
    assertThat(tokens.verify(other + "." + parts[1] + ".")).isEmpty();
  }

  @Test
  void verify_ourKeyUnderAnotherAlgorithm_refused() {
    for (String algorithm : List.of("none", "HS384", "HS512", "RS256", "hs256", "")) {
      String header = header(PERIOD).replace("HS256", algorithm);
      assertThat(tokens.verify(forged(PERIOD, header, CLAIMS))).as(algorithm).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "....", "é.é.é", "e30.e30.e30"})
  void verify_garbage_refused(String token) {
    assertThat(tokens.verify(token)).isEmpty();
  }

  private JwtAccessTokens with(String key, InstantSource clock) {
    return new JwtAccessTokens(keyFile(key), clock);
  }

  private KeyFile keyFile(String name) {
    return KeyFile.open(directory.resolve(name), new SecureRandom());
  }

  private static Instant endOfPeriod() {
    return Instant.EPOCH.plus(JwtAccessTokens.PERIOD.multipliedBy(PERIOD + 1));
  }

  private static String header(long keyId) {
    return "{\"alg\":\"HS256\",\"kid\":\"" + keyId + "\"}";
  }

  /** A token under the key of a period, whatever it says. */
  private String forged(long period, String header, String claims) {
    String signed = encode(header) + "." + encode(claims);
    byte[] code =
        new HmacKey(keyFile("key").derive("access tokens " + period))
            .mac(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
