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

  /** Changes a password and ends all the account's sessions; false for no account. */
  boolean setPassword(long id, String passwordHash, Instant at);

  /** Says whether an account administers the server; false for no account. */
  boolean setAdmin(long id, boolean admin);
}
