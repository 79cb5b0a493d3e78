// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes the credentials of people's scripts. Thread-safe. */
public interface PersonalTokenStore extends Audited<PersonalTokenStore> {
  /**
   * Adds a token.
   *
   * @param hash by which it is looked up, unique
   * @throws StoreConflictException if the hash is taken
   */
  PersonalToken create(
      long account, String name, byte[] hash, Scope scope, Instant createdAt, Instant expiresAt);

  /** The token of a hash, neither revoked nor expired, with its account. */
  Optional<Owned> find(byte[] hash, Instant now);

  /**
   * An account's tokens that are not revoked, latest made first.
   *
   * @param before only those of a smaller number
   * @param limit how many at most, from 1
   */
  Page<PersonalToken> ofAccount(long account, OptionalLong before, int limit);

  /** Notes that a token was used. */
  void used(long id, Instant at);

  /** Revokes a token of an account; false if it has none of that number, or no longer. */
  boolean revoke(long account, long id, Instant at);

  /** Revokes all tokens of an account; answers how many. */
  int revokeAll(long account, Instant at);

  /**
   * A token and whose it is.
   *
   * @param token which
   * @param account whose
   */
  record Owned(PersonalToken token, Account account) {}
}
