// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Invitation;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore.Membership;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes invitations: those that are open, no others. One that is accepted, revoked, or
 * whose project is deleted is gone. Thread-safe.
 */
public interface InvitationStore extends Audited<InvitationStore> {
  /**
   * Adds an invitation, and forgets the project's that have expired.
   *
   * @throws StoreConflictException if the hash is taken
   */
  Invitation create(NewInvitation invitation);

  /** A project's invitations that have not expired, by number. */
  List<Invitation> ofProject(long project, Instant now);

  /** What the invitation of a hash offers, unless it has expired. */
  Optional<Offer> find(byte[] hash, Instant now);

  /** Revokes a project's invitation; false if it has none of this number. */
  boolean revoke(long project, long id, Instant at);

  /**
   * Makes an account a member by an invitation, of which there is one no longer.
   *
   * @return empty, and nothing is changed, if there is none of this hash that has not expired
   * @throws StoreConflictException if the account is a member; the invitation stays
   */
  Optional<Membership> accept(byte[] hash, long account, Instant now);

  /**
   * Adds an account that is a member by an invitation, of which there is one no longer.
   *
   * @return empty, and nothing is changed, if there is none of this hash that has not expired
   * @throws StoreConflictException if the address is taken; the invitation stays
   */
  Optional<Account> accept(
      byte[] hash, String email, String name, String passwordHash, Instant now);

  /**
   * An invitation to add.
   *
   * @param project into which
   * @param role as what
   * @param email of the only person who may accept it; empty for whoever has the link
   * @param hash by which it is looked up, unique
   * @param account that makes it
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record NewInvitation(
      long project,
      Role role,
      Optional<String> email,
      byte[] hash,
      long account,
      Instant createdAt,
      Instant expiresAt) {}

  /**
   * What an invitation offers.
   *
   * @param invitation it
   * @param projectName what people call the project
   */
  record Offer(Invitation invitation, String projectName) {
    /** Whether a person of this address may accept it. */
    public boolean isFor(String email) {
      return invitation.email().map(email::equals).orElse(true);
    }
  }
}
