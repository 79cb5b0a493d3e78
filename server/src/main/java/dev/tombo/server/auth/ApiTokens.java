// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Sha256;
import dev.tombo.server.store.AccountStore.FirstProject;
import dev.tombo.server.store.ApiTokenStore;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreConflictException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * API tokens: looked up by the SHA-256 of their value, which is kept encrypted. What is found is
 * remembered for five seconds, within which a revocation takes effect, and one made here at once.
 * What is not found is not remembered. Thread-safe.
 */
public final class ApiTokens {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final int BYTES = 16;
  private static final int SHOWN = 4;
  private static final String FIRST_NAME = "default";
  private static final Duration MEMORY = Duration.ofSeconds(5);
  private static final int MAX_REMEMBERED = 10_000;

  private final ProjectStore projects;
  private final ApiTokenStore tokens;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Seal seal;
  private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

  private record Remembered(ApiToken token, Instant until) {}

  /**
   * An API token that was made.
   *
   * @param token it
   * @param value what applications send
   */
  public record Issued(ApiToken token, String value) {
    @Override
    public String toString() {
      return "Issued[token=" + token + "]";
    }
  }

  /** The tokens of a store. */
  public ApiTokens(Store store, KeyFile keyFile, InstantSource clock, SecureRandom random) {
    this.projects = store.projects();
    this.tokens = store.apiTokens();
    this.clock = clock;
    this.random = random;
    this.seal = new Seal(keyFile.derive("api tokens"), random);
  }

  /** Whether a credential has the form of an API token: 32 lower-case hex digits. */
  public static boolean hasForm(String credential) {
    return FORM.matcher(credential).matches();
  }

  /** Adds a token of a new value. */
  public Issued create(long project, long account, String name, Actor by) {
    String value = newValue();
    return new Issued(create(project, account, name, value, by), value);
  }

  /**
   * Adds a token of a given value.
   *
   * @throws IllegalArgumentException if the value has another form
   */
  public ApiToken create(long project, long account, String name, String value, Actor by) {
    requireForm(value);
    return tokens.by(by).create(project, sealed(account, name, value), clock.instant());
  }

  /**
   * Adds a project with its owner and an API token of theirs.
   *
   * @throws StoreConflictException if the name is taken
   */
  public Project createProject(String name, long owner, Actor by) {
    return projects.by(by).create(name, sealed(owner, FIRST_NAME, newValue()), clock.instant());
  }

  /**
   * A project to make with the first account, whose API token has a given value.
   *
   * @throws IllegalArgumentException if the value has another form
   */
  public FirstProject firstProject(String name, String value) {
    requireForm(value);
    return new FirstProject(name, FIRST_NAME, Sha256.of(value), seal.close(value));
  }

  /** The value of a token; empty where another key file sealed it. */
  public Optional<String> value(StoredToken token) {
    return seal.open(token.sealed());
  }

  /** What others see of a value: its last characters, by which one tells tokens apart. */
  public static String mask(Optional<String> value) {
    int shown = value.isPresent() ? SHOWN : 0;
    return "*".repeat(2 * BYTES - shown)
        + value.map(text -> text.substring(text.length() - shown)).orElse("");
  }

  /** Revokes a project's token; false if it has none of this number that still works. */
  public boolean revoke(long project, long id, Actor by) {
    boolean revoked = tokens.by(by).revoke(project, id, clock.instant());
    forget(id);
    return revoked;
  }

  /**
   * Revokes one of an account's tokens and makes another of its name instead.
   *
   * @return empty if it is revoked already
   */
  public Optional<Issued> rotate(ApiToken token, Actor by) {
    String value = newValue();
    NewToken next = sealed(token.account(), token.name(), value);
    Optional<Issued> issued =
        tokens
            .by(by)
            .replace(token.project(), token.id(), next, clock.instant())
            .map(made -> new Issued(made, value));
    forget(token.id());
    return issued;
  }

  private void forget(long id) {
    remembered.values().removeIf(known -> known.token().id() == id);
  }

  /** Removes a project with its tokens and memberships; false if there is none. */
  public boolean deleteProject(long project, Actor by) {
    boolean deleted = projects.by(by).delete(project, clock.instant());
    remembered.values().removeIf(known -> known.token().project() == project);
    return deleted;
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
        tokens.find(Sha256.of(value)).filter(found -> found.revokedAt() == null);
    if (remembered.size() >= MAX_REMEMBERED) {
      remembered.clear();
    }
    token.ifPresentOrElse(
        found -> remembered.put(value, new Remembered(found, now.plus(MEMORY))),
        () -> remembered.remove(value));
    return token;
  }

  private NewToken sealed(long account, String name, String value) {
    return new NewToken(account, name, Sha256.of(value), seal.close(value));
  }

  private static void requireForm(String value) {
    if (!hasForm(value)) {
      throw new IllegalArgumentException("an API token is 32 lower-case hex digits");
    }
  }

  private String newValue() {
    byte[] value = new byte[BYTES];
    random.nextBytes(value);
    return HexFormat.of().formatHex(value);
  }
}
