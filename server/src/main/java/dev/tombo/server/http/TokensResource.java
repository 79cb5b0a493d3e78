// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Names;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ApiTokenStore;
import dev.tombo.server.store.ProjectStore.Membership;
import java.util.Set;

/** {@code /api/v1/projects/{project}/tokens}: the API tokens of a project. */
final class TokensResource {
  private static final Set<String> FIELDS = Set.of("name");

  private final Access access;
  private final ApiTokenStore store;
  private final ApiTokens apiTokens;
  private final TokenViews views;

  TokensResource(Access access, ApiTokenStore store, ApiTokens apiTokens, TokenViews views) {
    this.access = access;
    this.store = store;
    this.apiTokens = apiTokens;
    this.views = views;
  }

  void list(Call call) {
    Membership membership = access.require(call.caller().account(), call.number("project"));
    call.reply(
        new Listing<>(
            store.list(membership.project().id()).stream()
                .map(token -> views.of(token, call.caller(), membership.role()))
                .toList(),
            null));
  }

  void post(Call call) {
    Account account = call.caller().account();
    long project = access.require(account, call.number("project"), Role.MEMBER).project().id();
    String name =
        Names.parse(BodyFields.of(call, FIELDS).text("name"))
            .orElseThrow(() -> BodyFields.wrong("name", "not " + Names.FORM));
    call.created(views.of(apiTokens.create(project, account.id(), name, call.actor()), account));
  }

  /** Only for one's own: the value of what comes instead is its maker's. */
  void rotate(Call call) {
    Account account = call.caller().account();
    long project = access.require(account, call.number("project"), Role.MEMBER).project().id();
    ApiToken token = working(call, project);
    if (token.account() != account.id()) {
      throw new ProblemException(Problem.forbidden("another's token is rotated by them"));
    }
    call.created(
        views.of(
            apiTokens.rotate(token, call.actor()).orElseThrow(TokensResource::notFound), account));
  }

  void delete(Call call) {
    Account account = call.caller().account();
    Membership membership = access.require(account, call.number("project"), Role.MEMBER);
    long project = membership.project().id();
    ApiToken token = working(call, project);
    if (token.account() != account.id() && membership.role() != Role.OWNER) {
      throw new ProblemException(
          Problem.forbidden("another's token is revoked by them or by an owner of the project"));
    }
    if (!apiTokens.revoke(project, token.id(), call.actor())) {
      throw notFound();
    }
    call.done();
  }

  private ApiToken working(Call call, long project) {
    return store
        .find(project, call.number("token"))
        .filter(found -> found.revokedAt() == null)
        .orElseThrow(TokensResource::notFound);
  }

  private static ProblemException notFound() {
    return new ProblemException(Problem.notFound());
  }
}
