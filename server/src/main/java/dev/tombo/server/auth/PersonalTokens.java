// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import dev.tombo.server.model.Sha256;
import dev.tombo.server.store.PersonalTokenStore;
import dev.tombo.server.store.StoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Personal tokens: {@code tombo_} and 160 random bits in hex, shown once and looked up by their
 * SHA-256 each time, so that a revocation takes effect at once. Thread-safe.
 */
public final class PersonalTokens {
  private static final Logger LOG = Logger.getLogger(PersonalTokens.class.getName());
  private static final String PREFIX = "tombo_";
  private static final int BYTES = 20;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{" + 2 * BYTES + "}");
  private static final Duration RESOLUTION = Duration.ofMinutes(1);
  private static final int MAX_NOTED = 10_000;

  private final PersonalTokenStore store;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Map<Long, Instant> noted = new ConcurrentHashMap<>();

  /** The tokens of a store. */
  public PersonalTokens(PersonalTokenStore store, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A token that was just made.
   *
   * @param token what is known of it
   * @param value itself, which is nowhere else
   */
  public record Made(PersonalToken token, String value) {
    @Override
    public String toString() {
      return "Made[" + token + "]";
    }
  }

  /** Whether a credential looks like a personal token, good or not. */
  public static boolean hasForm(String credential) {
    return credential.startsWith(PREFIX);
  }

  /** Makes a token of an account. */
  public Made create(long account, String name, Scope scope, Instant expiresAt, Actor by) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String value = PREFIX + HexFormat.of().formatHex(bytes);
    return new Made(
        store.by(by).create(account, name, Sha256.of(value), scope, clock.instant(), expiresAt),
        value);
  }

  /** The person of a token; empty if it is unknown, revoked or has expired. */
  public Optional<Caller> caller(String value) {
    if (!FORM.matcher(value).matches()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return store
        .find(Sha256.of(value), now)
        .map(
            owned -> {
              note(owned.token(), now);
              return new Caller(owned.account(), owned.token().scope(), OptionalLong.empty());
            });
  }

  /** Notes the use of a token, unless that was done or tried a short while ago. */
  private void note(PersonalToken token, Instant now) {
    Instant since = now.minus(RESOLUTION);
    Instant last = token.lastUsedAt();
    if (last != null && last.isAfter(since)) {
      return;
    }
    if (noted.size() >= MAX_NOTED) {
      noted.clear();
    }
    Instant mine =
        noted.compute(token.id(), (id, at) -> at == null || !at.isAfter(since) ? now : at);
    if (!mine.equals(now)) {
      return;
    }
    try {
      store.used(token.id(), now);
    } catch (StoreException e) {
      LOG.log(Level.FINE, "the use of a personal token was not noted", e);
    }
  }
}
