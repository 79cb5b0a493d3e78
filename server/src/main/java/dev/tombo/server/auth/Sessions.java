// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.auth.RefreshTokens.Turn;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.OpenSession;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.SessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * People's log-ins: begun with a password, continued by refresh tokens that work once each, ended
 * by logging out, by a new password or by a month's silence. Thread-safe.
 */
public final class Sessions {
  /** How long a session lasts without being refreshed. */
  public static final Duration LIFETIME = Duration.ofDays(30);

  /** Of as many digits as the other numbers of the API. */
  private static final long NUMBERS = 999_999_999_999_999_999L;

  private static final int LONGEST_AGENT = 300;

  private static final Logger LOG = Logger.getLogger(Sessions.class.getName());

  private final SessionStore store;
  private final AccessTokens accessTokens;
  private final RefreshTokens refreshTokens;
  private final InstantSource clock;
  private final SecureRandom random;

  /** The sessions of a store. */
  public Sessions(
      SessionStore store,
      AccessTokens accessTokens,
      RefreshTokens refreshTokens,
      InstantSource clock,
      SecureRandom random) {
    this.store = store;
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
    this.clock = clock;
    this.random = random;
  }

  /** Begins a session; empty if the account's password was changed since it was read. */
  Optional<SessionTokens> begin(Account account, String agent, Actor by) {
    Instant now = clock.instant();
    Turn turn = new Turn(1 + random.nextLong(NUMBERS), 0);
    return store.by(by).create(turn.session(), account, agent(agent), now, now.plus(LIFETIME))
        ? Optional.of(tokens(account.id(), turn))
        : Optional.empty();
  }

  /**
   * Continues a session. A refresh token that has been used already was seen by two: neither goes
   * on, since which of them is the owner cannot be told.
   *
   * @return empty if the token is not ours, or its session has ended or ends by it
   */
  public Optional<SessionTokens> refresh(String refreshToken) {
    Optional<Turn> verified = refreshTokens.verify(refreshToken);
    if (verified.isEmpty()) {
      return Optional.empty();
    }
    Turn turn = verified.get();
    Instant now = clock.instant();
    OptionalLong account = store.rotate(turn.session(), turn.generation(), now, now.plus(LIFETIME));
    if (account.isEmpty()) {
      if (store.end(turn.session(), now)) {
        LOG.log(
            Level.WARNING,
            "a refresh token was used twice: session {0} has been ended",
            Long.toString(turn.session()));
      }
      return Optional.empty();
    }
    return Optional.of(
        tokens(account.getAsLong(), new Turn(turn.session(), turn.generation() + 1)));
  }

  /** The person of an access token, as the account is now; empty if its session has ended. */
  public Optional<Caller> caller(String accessToken) {
    return accessTokens
        .verify(accessToken)
        .flatMap(
            claims ->
                store
                    .account(claims.session(), clock.instant())
                    .filter(account -> account.id() == claims.account())
                    .map(
                        account ->
                            new Caller(account, Scope.ADMIN, OptionalLong.of(claims.session()))));
  }

  /** Ends the session of a refresh token, used or not; false if that is not ours or has ended. */
  public boolean end(String refreshToken, Actor by) {
    return refreshTokens.verify(refreshToken).filter(turn -> end(turn.session(), by)).isPresent();
  }

  /** Ends a session; false if it has ended. */
  public boolean end(long session, Actor by) {
    return store.by(by).end(session, clock.instant());
  }

  /** The sessions of an account that go on, newest first; the newest 100 where they are more. */
  public List<OpenSession> ofAccount(long account) {
    return store.ofAccount(account, clock.instant());
  }

  /** Ends a session of an account; false if there is none of that number that goes on. */
  public boolean end(long account, long session, Actor by) {
    return store.by(by).end(account, session, clock.instant());
  }

  /** What calls itself so, in one short line. */
  private static String agent(String agent) {
    String line = agent.replaceAll("\\p{Cntrl}", " ").strip();
    return line.substring(0, Math.min(line.length(), LONGEST_AGENT));
  }

  private SessionTokens tokens(long account, Turn turn) {
    return new SessionTokens(
        accessTokens.issue(new AccessTokens.Claims(account, turn.session())),
        refreshTokens.issue(turn));
  }
}
