// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.store.AccountStore;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How people get another password: by the old one, or by a link that works once and for an hour.
 * Thread-safe.
 */
public final class PasswordChanges {
  private static final String TARGET = "password reset";

  private final AccountStore accounts;
  private final Passwords passwords;
  private final AttemptLimiter logIns;
  private final AttemptLimiter links;
  private final InstantSource clock;

  /**
   * Changes in a store.
   *
   * @param logIns of those who log in, since a change tries the old password as they do
   */
  public PasswordChanges(
      AccountStore accounts,
      Passwords passwords,
      AttemptLimiter logIns,
      AttemptLimiter links,
      InstantSource clock) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.logIns = logIns;
    this.links = links;
    this.clock = clock;
  }

  /**
   * Sets a password by a link that is used up by it, and ends the account's sessions.
   *
   * @param from the other end of the connection
   * @return false if the link is unknown, was used or replaced, or has expired
   * @throws BadFieldException if it is no password
   * @throws TooManyAttemptsException if that was so too often
   */
  public boolean reset(String token, String password, InetAddress from) {
    String checked = PasswordRules.check("password", password, "");
    return links
        .attempt(
            TARGET,
            from,
            () -> {
              String hash = passwords.hash(checked);
              boolean done =
                  accounts
                      .by(Actor.unknown(from))
                      .resetPassword(new LinkToken(token).hash(), hash, clock.instant());
              return done ? Optional.of(token) : Optional.empty();
            })
        .isPresent();
  }

  /**
   * Whether somebody who has logged in knows their password as well.
   *
   * @param from the other end of the connection
   * @throws TooManyAttemptsException if it was wrong too often
   */
  public boolean knows(Account account, String password, InetAddress from) {
    return logIns
        .attempt(
            account.email(),
            from,
            () ->
                Optional.of(account)
                    .filter(one -> passwords.verify(password, Optional.of(one.passwordHash()))))
        .isPresent();
  }

  /**
   * Changes the password of whoever has logged in, and ends their other sessions; the same again
   * changes nothing.
   *
   * @param session the one that goes on
   * @param from the other end of the connection
   * @return false if the old password is another
   * @throws BadFieldException if the new one is no password
   * @throws TooManyAttemptsException if the old one was wrong too often
   */
  public boolean change(
      Account account, long session, String oldOne, String newOne, InetAddress from) {
    String checked = PasswordRules.check("newPassword", newOne, account.email());
    return logIns
        .attempt(
            account.email(),
            from,
            () ->
                passwords.verify(oldOne, Optional.of(account.passwordHash()))
                        && (newOne.equals(oldOne)
                            || accounts
                                .by(Actor.of(account, from))
                                .changePassword(
                                    account, passwords.hash(checked), session, clock.instant()))
                    ? Optional.of(account)
                    : Optional.empty())
        .isPresent();
  }
}
