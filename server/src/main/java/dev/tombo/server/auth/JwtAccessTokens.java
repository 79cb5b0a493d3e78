// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Access tokens as JWTs (RFC 7519) signed with HS256, by Helidon's module for them: the only class
 * that knows it. The algorithm and the keys are ours to say, never the token's. Thread-safe.
 *
 * <p>Each week has a key of its own, derived from the key file by the week's number since 1970,
 * which is the key's id. The keys of this week and of the last are good, no other.
 */
public final class JwtAccessTokens implements AccessTokens {
  /** How long a key signs. */
  static final Duration PERIOD = Duration.ofDays(7);

  private static final String ISSUER = "tombo";
  private static final String AUDIENCE = "tombo-api";
  private static final String SESSION = "sid";
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,18}");

  private final KeyFile keyFile;
  private final InstantSource clock;

  /** Tokens under keys derived from the key file. */
  public JwtAccessTokens(KeyFile keyFile, InstantSource clock) {
    this.keyFile = keyFile;
    this.clock = clock;
  }

  @Override
  public String issue(Claims claims) {
    Instant now = clock.instant();
    JwkOctet key = key(period(now));
    Jwt jwt =
        Jwt.builder()
            .algorithm(JwkOctet.ALG_HS256)
            .keyId(key.keyId())
            .issuer(ISSUER)
            .addAudience(AUDIENCE)
            .subject(Long.toString(claims.account()))
            .addPayloadClaim(SESSION, Long.toString(claims.session()))
            .issueTime(now)
            .expirationTime(now.plus(LIFETIME))
            .build();
    return SignedJwt.sign(jwt, key).tokenContent();
  }

  @Override
  public Optional<Claims> verify(String token) {
    try {
      SignedJwt signed = SignedJwt.parseToken(token);
      Jwt jwt = signed.getJwt();
      if (jwt.headers().algorithm().filter(JwkOctet.ALG_HS256::equals).isEmpty()) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      return key(jwt.headers().keyId().orElse(""), period(now))
          .filter(key -> signed.verifySignature(JwkKeys.builder().addKey(key).build()).isValid())
          .filter(key -> isCurrent(jwt, now))
          .flatMap(key -> claims(jwt));
    } catch (RuntimeException e) { // of four kinds at least: what cannot be read is not ours
      return Optional.empty();
    }
  }

  private static boolean isCurrent(Jwt jwt, Instant now) {
    return jwt.issuer().filter(ISSUER::equals).isPresent()
        && jwt.audience().filter(audience -> audience.contains(AUDIENCE)).isPresent()
        && jwt.expirationTime().filter(now::isBefore).isPresent();
  }

  private static Optional<Claims> claims(Jwt jwt) {
    OptionalLong account = number(jwt.subject());
    OptionalLong session =
        number(
            jwt.payloadClaim(SESSION)
                .map(value -> value instanceof JsonString text ? text.getString() : ""));
    return account.isPresent() && session.isPresent()
        ? Optional.of(new Claims(account.getAsLong(), session.getAsLong()))
        : Optional.empty();
  }

  private static OptionalLong number(Optional<String> text) {
    return text.filter(NUMBER.asMatchPredicate())
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private static long period(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), PERIOD.toSeconds());
  }

  /** The key of an id, if it is that of the period or of the one before. */
  private Optional<JwkOctet> key(String id, long period) {
    return LongStream.of(period, period - 1)
        .filter(good -> id.equals(Long.toString(good)))
        .mapToObj(this::key)
        .findFirst();
  }

  private JwkOctet key(long period) {
    byte[] secret = keyFile.derive("access tokens " + period);
    return JwkOctet.create(
        Json.createObjectBuilder()
            .add("kty", "oct")
            .add("kid", Long.toString(period))
            .add("alg", JwkOctet.ALG_HS256)
            .add("k", Base64.getUrlEncoder().withoutPadding().encodeToString(secret))
            .build());
  }
}
