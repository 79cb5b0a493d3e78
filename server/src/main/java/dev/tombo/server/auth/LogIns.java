// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.store.AccountStore;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Lets people in by e-mail and password, and a second factor where they have one; slows down who
 * guesses at either. Thread-safe.
 */
public final class LogIns {
  private final AccountStore accounts;
  private final Passwords passwords;
  private final AttemptLimiter limiter;
  private final SecondFactors secondFactors;
  private final SecondSteps secondSteps;
  private final Sessions sessions;

  /** Log-ins that begin sessions. */
  public LogIns(
      AccountStore accounts,
      Passwords passwords,
      AttemptLimiter limiter,
      SecondFactors secondFactors,
      SecondSteps secondSteps,
      Sessions sessions) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limiter = limiter;
    this.secondFactors = secondFactors;
    this.secondSteps = secondSteps;
    this.sessions = sessions;
  }

  /**
   * Begins a session, or leads to the second step; the answer and the work are the same where there
   * is no such account.
   *
   * @param from the other end of the connection
   * @param agent what the other end calls itself; may be empty
   * @return empty if e-mail or password is wrong
   * @throws TooManyAttemptsException if that was so too often
   */
  public Optional<FirstStep> logIn(String email, String password, InetAddress from, String agent) {
    Optional<String> address = Emails.parse(email);
    return limiter.attempt(
        address.orElse(email),
        from,
        () -> account(address, password).flatMap(account -> first(account, from, agent)));
  }

  /** What comes of having shown that one is the person of an account. */
  Optional<FirstStep> first(Account account, InetAddress from, String agent) {
    return secondFactors.guards(account)
        ? Optional.of(secondSteps.after(account))
        : sessions.begin(account, agent, Actor.of(account, from)).map(tokens -> tokens);
  }

  /** Goes on with a log-in; empty if the token is not ours, or too old, or of a former password. */
  public Optional<Second> second(String token) {
    return secondSteps.verify(token).map(Second::new);
  }

  /** A log-in whose first step is done. Thread-safe. */
  public final class Second {
    private final Account account;

    private Second(Account account) {
      this.account = account;
    }

    /**
     * Begins a session by a code, which is used up.
     *
     * @param from the other end of the connection
     * @param agent what the other end calls itself; may be empty
     * @return empty if the code is wrong, or was used
     * @throws TooManyAttemptsException if that was so too often
     */
    public Optional<SessionTokens> finish(String code, InetAddress from, String agent) {
      Actor actor = Actor.of(account, from);
      return limiter.attempt(
          "second step of " + account.id(),
          from,
          () ->
              secondFactors.use(account, code, actor)
                  ? sessions.begin(account, agent, actor)
                  : Optional.empty());
    }
  }

  private Optional<Account> account(Optional<String> email, String password) {
    Optional<Account> account = email.flatMap(accounts::findByEmail);
    boolean right = passwords.verify(password, account.map(Account::passwordHash));
    return account.filter(found -> right);
  }
}
