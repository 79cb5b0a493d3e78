// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Invitations;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Invitation;
import dev.tombo.server.store.InvitationStore.Offer;
import dev.tombo.server.store.ProjectStore.Membership;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/invitations} and {@code /api/v1/me/invitations}: for whoever has the link. */
final class InvitedResource {
  private static final Set<String> FIELDS = Set.of("invitation");

  private final Access access;
  private final Invitations invitations;

  InvitedResource(Access access, Invitations invitations) {
    this.access = access;
    this.invitations = invitations;
  }

  /**
   * What an invitation offers.
   *
   * @param project what people call it
   * @param role as what
   * @param email of the only person who may accept it; null for whoever has the link
   * @param invitedBy the name of the account that made it, or its address
   * @param expiresAt from when it no longer works
   */
  record OfferView(
      String project, String role, @Nullable String email, String invitedBy, Instant expiresAt) {}

  void find(Call call) {
    Offer offer = offer(call, BodyFields.of(call, FIELDS).text("invitation"));
    Invitation invitation = offer.invitation();
    call.reply(
        new OfferView(
            offer.projectName(),
            invitation.role().wireName(),
            invitation.email().orElse(null),
            invitation.createdBy(),
            invitation.expiresAt()));
  }

  void accept(Call call) {
    Account account = call.caller().account();
    String token = BodyFields.of(call, FIELDS).text("invitation");
    Offer offer = offer(call, token);
    requireFor(offer, account.email());
    if (access.projects(account).contains(offer.invitation().project())) {
      throw new ProblemException(Problem.conflict("the account is a member of the project"));
    }
    Membership membership =
        invitations.accept(token, account, call.actor()).orElseThrow(InvitedResource::noInvitation);
    call.created(ProjectView.of(membership));
  }

  /**
   * Makes sure that an invitation is for somebody.
   *
   * @throws ProblemException 403
   */
  static void requireFor(Offer offer, String email) {
    if (!offer.isFor(email)) {
      throw new ProblemException(Problem.forbidden("the invitation is for another e-mail address"));
    }
  }

  /** The refusal of an invitation, whatever became of it. */
  static ProblemException noInvitation() {
    return new ProblemException(
        Problem.linkNotValid("the invitation is unknown, was used or revoked, or has expired"));
  }

  private Offer offer(Call call, String token) {
    return invitations.find(token, call.remote()).orElseThrow(InvitedResource::noInvitation);
  }
}
