// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads and writes projects, their members and API tokens. Thread-safe. */
public interface ProjectStore {
  /**
   * Adds a project with its owner.
   *
   * @throws StoreConflictException if the name is taken
   */
  Project create(String name, long owner, Instant createdAt);

  /** The project of a number. */
  Optional<Project> find(long id);

  /** All projects, by number. */
  List<Project> all();

  /** The project of a number, if an account is a member of it. */
  Optional<Membership> membership(long account, long project);

  /** The projects that an account is a member of, by number. */
  List<Membership> ofAccount(long account);

  /**
   * Adds an API token.
   *
   * @param hash by which it is looked up, unique
   * @param sealed its value, encrypted
   * @throws StoreConflictException if the hash is taken
   */
  ApiToken createToken(
      long project, long account, String name, byte[] hash, byte[] sealed, Instant createdAt);

  /** The API token of a hash, revoked or not. */
  Optional<ApiToken> findToken(byte[] hash);

  /** A project's API tokens, revoked ones too, by number. */
  List<ApiToken> tokens(long project);

  /** A project's API token by its number, revoked or not. */
  Optional<ApiToken> findToken(long project, long id);

  /**
   * A project that an account is a member of.
   *
   * @param project which
   * @param role as what
   */
  record Membership(Project project, Role role) {}
}
