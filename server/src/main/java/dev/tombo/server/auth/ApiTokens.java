// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Sha256;
import dev.tombo.server.store.ProjectStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * API tokens: looked up by the SHA-256 of their value, which is kept encrypted by AES-GCM. What is
 * found is remembered for five seconds, within which a revocation takes effect. Thread-safe.
 */
public final class ApiTokens {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final Duration MEMORY = Duration.ofSeconds(5);
  private static final int MAX_REMEMBERED = 10_000;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final ProjectStore store;
  private final InstantSource clock;
  private final SecureRandom random;
  private final SecretKeySpec key;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  private record Remembered(ApiToken token, Instant until) {}

  /** The tokens of a store. */
  public ApiTokens(ProjectStore store, KeyFile keyFile, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
    this.key = new SecretKeySpec(keyFile.derive("api tokens"), "AES");
  }

  /** Whether a credential has the form of an API token: 32 lower-case hex digits. */
  public static boolean hasForm(String credential) {
    return FORM.matcher(credential).matches();
  }

  /**
   * Adds a token of a given value.
   *
   * @throws IllegalArgumentException if the value has another form
   */
  public ApiToken create(long project, long account, String name, String value) {
    if (!hasForm(value)) {
      throw new IllegalArgumentException("an API token is 32 lower-case hex digits");
    }
    return store.createToken(
        project, account, name, Sha256.of(value), seal(value), clock.instant());
  }

  /** The token of a value, if it is known and not revoked. */
  public Optional<ApiToken> authenticate(String value) {
    if (!hasForm(value)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Remembered known = remembered.get(value);
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.token());
    }
    Optional<ApiToken> token =
        store.findToken(Sha256.of(value)).filter(found -> found.revokedAt() == null);
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    token.ifPresentOrElse(
        found -> remembered.put(value, new Remembered(found, now.plus(MEMORY))),
        () -> remembered.remove(value));
    return token;
  }

  private byte[] seal(String value) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(value.getBytes(StandardCharsets.US_ASCII));
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }
}
