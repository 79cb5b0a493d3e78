// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes accounts. Thread-safe. */
public interface AccountStore extends Audited<AccountStore> {
  /** Whether there is any account yet. */
  boolean any();

  /** All accounts, by number. */
  List<Account> all();

  /** The account of a lower-case e-mail address. */
  Optional<Account> findByEmail(String email);

  /** The account of a number. */
  Optional<Account> find(long id);

  /**
   * Adds an account.
   *
   * @throws StoreConflictException if the address is taken
   */
  Account create(String email, String name, String passwordHash, boolean admin, Instant createdAt);

  /** Adds an account that administers the server, unless there is any: of several calls, one. */
  Optional<Account> createFirst(String email, String name, String passwordHash, Instant createdAt);

  /**
   * Adds such an account with a project that it owns and an API token of that, all or nothing:
   * whoever finds the account finds that its project was made.
   */
  Optional<Account> createFirst(
      String email, String name, String passwordHash, FirstProject project, Instant createdAt);

  /**
   * Changes a password, ends all the account's sessions and takes its reset link away; false for no
   * account.
   */
  boolean setPassword(long id, String passwordHash, Instant at);

  /**
   * Like {@link #setPassword}, but for one session that goes on.
   *
   * @param account whose; with the password hash that was looked at
   * @return false, and nothing is changed, if the account has another password hash by now
   */
  boolean changePassword(Account account, String passwordHash, long session, Instant at);

  /**
   * Gives an account a way to another password, instead of any that it had.
   *
   * @param unlessAfter when one that it has expires at the latest
   * @return false, and nothing is changed, if it has one that expires later
   */
  boolean setResetLink(long id, byte[] hash, Instant at, Instant expiresAt, Instant unlessAfter);

  /**
   * Does {@link #setPassword} for the account that has the reset link of a hash; of several calls,
   * one does.
   *
   * @return false, and nothing is changed, if none has it, or it has expired
   */
  boolean resetPassword(byte[] hash, String passwordHash, Instant at);

  /** Says whether an account administers the server; false for no account. */
  boolean setAdmin(long id, boolean admin, Instant at);

  /**
   * The first account's project.
   *
   * @param name what people call it
   * @param tokenName what people call its API token
   * @param tokenHash by which that is looked up
   * @param tokenSealed its value, encrypted
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record FirstProject(String name, String tokenName, byte[] tokenHash, byte[] tokenSealed) {}
}
