// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Accounts.Person;
import dev.tombo.server.auth.Invitations;
import dev.tombo.server.auth.SignUps;
import dev.tombo.server.store.InvitationStore.Offer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /api/v1/accounts}: people make accounts by themselves. The answer does not tell whether
 * the address had one before: logging in does, to whoever knows its password.
 */
final class AccountsResource {
  private static final Set<String> FIELDS = Set.of("email", "password", "name", "invitation");

  private final SignUps signUps;
  private final Invitations invitations;

  AccountsResource(SignUps signUps, Invitations invitations) {
    this.signUps = signUps;
    this.invitations = invitations;
  }

  void post(Call call) {
    BodyFields body = BodyFields.of(call, FIELDS);
    Person person =
        new Person(body.text("email"), body.optionalText("name").orElse(""), body.text("password"));
    Optional<String> invitation = body.optionalText("invitation");
    if (invitation.isPresent()) {
      signUp(person, invitation.get(), call);
    } else if (signUps.open()) {
      signUps.signUp(person, call.remote());
    } else {
      throw new ProblemException(
          Problem.forbidden("sign-up is closed here: ask a project's owner for an invitation"));
    }
    Map<String, String> reply = new LinkedHashMap<>();
    reply.put("email", person.email());
    reply.put("name", person.name());
    call.created(reply);
  }

  private void signUp(Person person, String token, Call call) {
    Offer offer = invitations.find(token, call.remote()).orElseThrow(InvitedResource::noInvitation);
    InvitedResource.requireFor(offer, person.email());
    if (!signUps.signUp(person, token, call.remote())) {
      throw InvitedResource.noInvitation();
    }
  }
}
