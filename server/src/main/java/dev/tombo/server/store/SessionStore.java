// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.OpenSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes people's log-ins. Thread-safe. */
public interface SessionStore extends Audited<SessionStore> {
  /**
   * Adds a session of generation 0, and forgets the account's that have expired.
   *
   * @param id drawn at random
   * @param account who logs in; with the password hash that was looked at
   * @param agent what logs in, as it calls itself
   * @return false, and there is none, if the account has another password hash by now
   * @throws StoreConflictException if the number is taken
   */
  boolean create(long id, Account account, String agent, Instant now, Instant expiresAt);

  /** The account of a session that has neither ended nor expired. */
  Optional<Account> account(long id, Instant now);

  /**
   * Moves a session that has neither ended nor expired on to its next generation; of several calls
   * for one generation, one does.
   *
   * @return its account; empty, and nothing is changed, if it is not of that generation
   */
  OptionalLong rotate(long id, long generation, Instant now, Instant expiresAt);

  /** An account's sessions that have neither ended nor expired: the newest 100, newest first. */
  List<OpenSession> ofAccount(long account, Instant now);

  /** Ends a session of an account; false if it has ended, has expired or is not the account's. */
  boolean end(long account, long id, Instant now);

  /** Ends a session; false if it has ended, has expired or never was. */
  boolean end(long id, Instant now);
}
