// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser continues a session with: the session's number and generation, and a code of both
 * (HMAC-SHA-256) under a key of the server's, so that there is no secret to store and a forged one
 * never reaches the database. Thread-safe.
 */
public final class RefreshTokens {
  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,18})\\.(0|[1-9]\\d{0,17})\\.([A-Za-z0-9_-]{43})");

  private final HmacKey key;

  /** Tokens under a key derived from the key file. */
  public RefreshTokens(KeyFile keyFile) {
    this.key = new HmacKey(keyFile.derive("refresh tokens"));
  }

  /**
   * One turn of a session.
   *
   * @param session its number
   * @param generation how often it was refreshed before
   */
  record Turn(long session, long generation) {}

  /** The token of a turn. */
  String issue(Turn turn) {
    String signed = turn.session() + "." + turn.generation();
    return signed + "." + code(signed);
  }

  /** The turn of a token; empty for what was not issued here. */
  Optional<Turn> verify(String token) {
    Matcher matcher = FORM.matcher(token);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String signed = token.substring(0, matcher.start(3) - 1);
    boolean ours =
        MessageDigest.isEqual(
            code(signed).getBytes(StandardCharsets.US_ASCII),
            matcher.group(3).getBytes(StandardCharsets.US_ASCII));
    return ours
        ? Optional.of(new Turn(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  private String code(String signed) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.mac(signed.getBytes(StandardCharsets.US_ASCII)));
  }
}
