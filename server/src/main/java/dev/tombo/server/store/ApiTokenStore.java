// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.ApiToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes API tokens. Thread-safe. */
public interface ApiTokenStore extends Audited<ApiTokenStore> {
  /**
   * Adds an API token.
   *
   * @throws StoreConflictException if the hash is taken
   * @throws NoProjectException if there is no such project
   */
  ApiToken create(long project, NewToken token, Instant createdAt);

  /** The API token of a hash, revoked or not. */
  Optional<ApiToken> find(byte[] hash);

  /** A project's API token by its number, revoked or not. */
  Optional<ApiToken> find(long project, long id);

  /** Whether a project ever had an API token. */
  boolean any(long project);

  /** A project's API tokens that are not revoked, by number. */
  List<StoredToken> list(long project);

  /** The newest API token that an account made in a project and that is not revoked. */
  Optional<StoredToken> newest(long project, long account);

  /** Revokes a project's API token; false if it has none of this number that still works. */
  boolean revoke(long project, long id, Instant at);

  /**
   * Revokes a project's API token and adds another instead, all or nothing.
   *
   * @return empty, and nothing is changed, if it has none of this number that still works
   */
  Optional<ApiToken> replace(long project, long id, NewToken token, Instant at);

  /**
   * An API token to add.
   *
   * @param account that makes it
   * @param name what people call it
   * @param hash by which it is looked up, unique
   * @param sealed its value, encrypted
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record NewToken(long account, String name, byte[] hash, byte[] sealed) {}

  /**
   * An API token with what is kept of its value, its maker and its use.
   *
   * @param token it
   * @param sealed its value, encrypted
   * @param createdBy the name of the account that made it, or its address where it has none
   * @param lastUsedAt when it last brought something; null for never
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record StoredToken(
      ApiToken token, byte[] sealed, String createdBy, @Nullable Instant lastUsedAt) {}
}
