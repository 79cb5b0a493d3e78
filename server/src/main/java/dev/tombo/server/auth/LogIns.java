// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Emails;
import dev.tombo.server.store.AccountStore;
import java.net.InetAddress;
import java.util.Optional;

/** Lets people in by e-mail and password, and slows down who guesses. Thread-safe. */
public final class LogIns {
  private final AccountStore accounts;
  private final Passwords passwords;
  private final AttemptLimiter limiter;
  private final Sessions sessions;

  /** Log-ins that begin sessions. */
  public LogIns(
      AccountStore accounts, Passwords passwords, AttemptLimiter limiter, Sessions sessions) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.limiter = limiter;
    this.sessions = sessions;
  }

  /**
   * Begins a session; the answer and the work are the same where there is no such account.
   *
   * @param from the other end of the connection
   * @param agent what the other end calls itself; may be empty
   * @return empty if e-mail or password is wrong
   * @throws TooManyAttemptsException if that was so too often
   */
  public Optional<SessionTokens> logIn(
      String email, String password, InetAddress from, String agent) {
    Optional<String> address = Emails.parse(email);
    return limiter.attempt(
        address.orElse(email),
        from,
        () ->
            account(address, password)
                .flatMap(account -> sessions.begin(account, agent, Actor.of(account, from))));
  }

  private Optional<Account> account(Optional<String> email, String password) {
    Optional<Account> account = email.flatMap(accounts::findByEmail);
    boolean right = passwords.verify(password, account.map(Account::passwordHash));
    return account.filter(found -> right);
  }
}
