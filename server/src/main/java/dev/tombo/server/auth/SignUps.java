// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import dev.tombo.server.auth.Accounts.Person;
import dev.tombo.server.model.Actor;
import dev.tombo.server.store.StoreConflictException;
import java.net.InetAddress;

/**
 * Lets people make accounts by themselves: anybody where that is open, else who was invited.
 * Whether an address had an account before is not told: the answer and the work are the same, and
 * whose account it is finds out by logging in. Thread-safe.
 */
public final class SignUps {
  private final boolean open;
  private final Accounts accounts;
  private final Passwords passwords;
  private final Invitations invitations;
  private final AttemptLimiter limiter;

  /**
   * Sign-ups.
   *
   * @param open whether anybody may
   */
  public SignUps(
      boolean open,
      Accounts accounts,
      Passwords passwords,
      Invitations invitations,
      AttemptLimiter limiter) {
    this.open = open;
    this.accounts = accounts;
    this.passwords = passwords;
    this.invitations = invitations;
    this.limiter = limiter;
  }

  /** Whether anybody may sign up, once there is an account that administers the server. */
  public boolean open() {
    return open && accounts.any();
  }

  /**
   * Makes an account without a project, unless there is one of this address.
   *
   * @param from the other end of the connection
   * @throws TooManyAttemptsException if it asked for many accounts lately
   */
  public void signUp(Person person, InetAddress from) {
    limiter.count(person.email(), from, () -> accounts.create(person, false, Actor.unknown(from)));
  }

  /**
   * Makes an account that is a member of a project, unless there is one of this address: then the
   * invitation stays as it is.
   *
   * @param token of the invitation, which is open to this person
   * @param from the other end of the connection
   * @return false if the invitation is gone by now
   * @throws TooManyAttemptsException if it asked for many accounts lately
   */
  public boolean signUp(Person person, String token, InetAddress from) {
    return limiter.count(person.email(), from, () -> accept(person, token, Actor.unknown(from)));
  }

  private boolean accept(Person person, String token, Actor by) {
    String hash = passwords.hash(person.password());
    try {
      return invitations.accept(token, person, hash, by).isPresent();
    } catch (StoreConflictException e) {
      return true;
    }
  }
}
