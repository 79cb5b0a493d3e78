// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tombo.server.auth.Invitations;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.Invitation;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.InvitationStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/projects/{project}/invitations}: the open ways into a project, for its owners. */
final class InvitationsResource {
  private static final Set<String> FIELDS = Set.of("role", "email");

  private final Access access;
  private final InvitationStore store;
  private final Invitations invitations;
  private final Supplier<PublicUrl> publicUrl;
  private final InstantSource clock;

  InvitationsResource(
      Access access,
      InvitationStore store,
      Invitations invitations,
      Supplier<PublicUrl> publicUrl,
      InstantSource clock) {
    this.access = access;
    this.store = store;
    this.invitations = invitations;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /**
   * An invitation as the API shows it.
   *
   * @param id its number
   * @param role as what
   * @param email of the only person who may accept it; null for whoever has the link
   * @param createdBy the name of the account that made it, or its address
   * @param createdAt when it was made
   * @param expiresAt from when it no longer works
   * @param link what to give to the invited, when it has just been made; else null, and left out
   */
  record InvitationView(
      String id,
      String role,
      @Nullable String email,
      String createdBy,
      Instant createdAt,
      Instant expiresAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String link) {
    private static InvitationView of(Invitation invitation, @Nullable String link) {
      return new InvitationView(
          Long.toString(invitation.id()),
          invitation.role().wireName(),
          invitation.email().orElse(null),
          invitation.createdBy(),
          invitation.createdAt(),
          invitation.expiresAt(),
          link);
    }

    @Override
    public String toString() {
      return "InvitationView[id=" + id + "]";
    }
  }

  void list(Call call) {
    call.reply(
        new Listing<>(
            store.ofProject(access.owned(call), clock.instant()).stream()
                .map(invitation -> InvitationView.of(invitation, null))
                .toList(),
            null));
  }

  void post(Call call) {
    Account account = call.caller().account();
    long project = access.owned(call);
    BodyFields body = BodyFields.of(call, FIELDS);
    Role role = body.read("role", "viewer, member or owner", Role::parse);
    Invitations.Made made =
        invitations.create(project, role, body.optionalText("email"), account, call.actor());
    call.created(InvitationView.of(made.invitation(), publicUrl.get().invitation(made.token())));
  }

  void delete(Call call) {
    long project = access.owned(call);
    if (!store.by(call.actor()).revoke(project, call.number("invitation"), clock.instant())) {
      throw new ProblemException(Problem.notFound());
    }
    call.done();
  }
}
