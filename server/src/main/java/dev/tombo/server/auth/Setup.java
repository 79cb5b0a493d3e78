// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The way to the first account, in a database that had none when the server started: for whoever
 * has the one-time code, which is in the server's memory and output only. Thread-safe.
 */
public final class Setup {
  private static final String TARGET = "one-time code";

  private final Accounts accounts;
  private final AttemptLimiter limiter;
  private final Optional<OneTimeCode> code;
  private volatile boolean over;

  /** Draws a code if there is no account yet. */
  public Setup(Accounts accounts, AttemptLimiter limiter, SecureRandom random) {
    this.accounts = accounts;
    this.limiter = limiter;
    this.over = accounts.any();
    this.code = over ? Optional.empty() : Optional.of(OneTimeCode.draw(random));
  }

  /** The code as people type it; empty if there was an account already. */
  public Optional<String> code() {
    return code.map(OneTimeCode::text);
  }

  /** Whether there is still no account, made here or by another process. */
  public boolean needed() {
    // Asked until there is one: accounts do not vanish.
    over = over || accounts.any();
    return !over;
  }

  /**
   * Takes the code for the right to make the account; it may be had again until that is done.
   *
   * @param from the other end of the connection
   * @return empty if the code is another
   * @throws TooManyAttemptsException if that was so too often
   */
  public Optional<Right> redeem(String typed, InetAddress from) {
    return limiter.attempt(
        TARGET,
        from,
        () -> code.filter(known -> known.matches(typed)).map(known -> new Right(from)));
  }

  /** The right to make the first account. Thread-safe. */
  public final class Right {
    private final InetAddress from;

    private Right(InetAddress from) {
      this.from = from;
    }

    /** Makes the account, which administers the server; empty if there is one by now. */
    public Optional<Account> create(Accounts.Person person) {
      return accounts.createFirst(person, Actor.unknown(from));
    }
  }
}
