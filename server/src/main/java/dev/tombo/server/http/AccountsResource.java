// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Accounts.Person;
import dev.tombo.server.auth.Invitations;
import dev.tombo.server.auth.SignUps;
import dev.tombo.server.model.Account;
import dev.tombo.server.store.AccountStore;
import dev.tombo.server.store.InvitationStore.Offer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /api/v1/accounts}: people make accounts by themselves, and who administers the server sees
 * them all. The answer to who makes one does not tell whether the address had one before: logging
 * in does, to whoever knows its password.
 */
final class AccountsResource {
  private static final Set<String> FIELDS = Set.of("email", "password", "name", "invitation");

  private final Access access;
  private final AccountStore accounts;
  private final SignUps signUps;
  private final Invitations invitations;

  AccountsResource(Access access, AccountStore accounts, SignUps signUps, Invitations invitations) {
    this.access = access;
    this.accounts = accounts;
    this.signUps = signUps;
    this.invitations = invitations;
  }

  /**
   * An account as who administers the server sees it.
   *
   * @param id its number
   * @param admin whether it administers the server too
   */
  record AccountView(String id, String email, String name, boolean admin, Instant createdAt) {
    private static AccountView of(Account account) {
      return new AccountView(
          Long.toString(account.id()),
          account.email(),
          account.name(),
          account.admin(),
          account.createdAt());
    }
  }

  void list(Call call) {
    access.requireAdmin(call.caller().account());
    Parameters parameters = call.parameters();
    int limit = parameters.limit();
    long after = parameters.read("cursor", "a cursor of this list", Cursor::one).orElse(0L);
    List<AccountView> views =
        accounts.all().stream()
            .filter(account -> account.id() > after)
            .limit(limit + 1L)
            .map(AccountView::of)
            .toList();
    boolean more = views.size() > limit;
    List<AccountView> page = more ? views.subList(0, limit) : views;
    call.reply(new Listing<>(page, more ? Cursor.of(page.getLast().id()) : null));
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
