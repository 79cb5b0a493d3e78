// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.helidon.security.jwt.jwk.JwkOctet;
import jakarta.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.OptionalLong;

/**
 * Access tokens as JWTs (RFC 7519) signed with HS256, by Helidon's module for them: the only class
 * that knows it. The algorithm and the key are ours to say, never the token's. Thread-safe.
 */
public final class JwtAccessTokens implements AccessTokens {
  private static final String ISSUER = "tombo";
  private static final String AUDIENCE = "tombo-api";
  private static final String KEY_ID = "1";

  private final InstantSource clock;
  private final JwkOctet key;
  private final JwkKeys keys;

  /** Tokens under a key derived from the key file. */
  public JwtAccessTokens(KeyFile keyFile, InstantSource clock) {
    this.clock = clock;
    this.key =
        JwkOctet.create(
            Json.createObjectBuilder()
                .add("kty", "oct")
                .add("kid", KEY_ID)
                .add("alg", JwkOctet.ALG_HS256)
                .add(
                    "k",
                    Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(keyFile.derive("access tokens")))
                .build());
    this.keys = JwkKeys.builder().addKey(key).build();
  }

  @Override
  public String issue(long account) {
    Instant now = clock.instant();
    Jwt jwt =
        Jwt.builder()
            .algorithm(JwkOctet.ALG_HS256)
            .keyId(KEY_ID)
            .issuer(ISSUER)
            .addAudience(AUDIENCE)
            .subject(Long.toString(account))
            .issueTime(now)
            .expirationTime(now.plus(LIFETIME))
            .build();
    return SignedJwt.sign(jwt, key).tokenContent();
  }

  @Override
  public OptionalLong verify(String token) {
    try {
      SignedJwt signed = SignedJwt.parseToken(token);
      Jwt jwt = signed.getJwt();
      boolean ours =
          jwt.headers().algorithm().filter(JwkOctet.ALG_HS256::equals).isPresent()
              && jwt.headers().keyId().filter(KEY_ID::equals).isPresent()
              && signed.verifySignature(keys).isValid()
              && jwt.issuer().filter(ISSUER::equals).isPresent()
              && jwt.audience().filter(audience -> audience.contains(AUDIENCE)).isPresent()
              && jwt.expirationTime().filter(clock.instant()::isBefore).isPresent();
      return ours
          ? OptionalLong.of(Long.parseLong(jwt.subject().orElse("")))
          : OptionalLong.empty();
    } catch (RuntimeException e) { // of four kinds at least: what cannot be read is not ours
      return OptionalLong.empty();
    }
  }
}
