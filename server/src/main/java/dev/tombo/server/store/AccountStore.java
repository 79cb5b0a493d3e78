// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes accounts. Thread-safe. */
public interface AccountStore {
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

  /** Changes a password and ends all the account's sessions; false for no account. */
  boolean setPassword(long id, String passwordHash, Instant at);

  /** Says whether an account administers the server; false for no account. */
  boolean setAdmin(long id, boolean admin);

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
