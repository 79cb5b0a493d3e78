// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Caller;
import dev.tombo.server.http.MeView.AccountView;
import dev.tombo.server.http.MeView.MyProject;
import dev.tombo.server.store.ApiTokenStore;
import dev.tombo.server.store.ProjectStore.Membership;

/** {@code /api/v1/me}: tells whoever asks who they are, and what they have. */
final class MeResource {
  private final Access access;
  private final ApiTokenStore tokens;
  private final TokenViews views;

  MeResource(Access access, ApiTokenStore tokens, TokenViews views) {
    this.access = access;
    this.tokens = tokens;
    this.views = views;
  }

  void show(Call call) {
    Caller caller = call.caller();
    call.reply(
        new MeView(
            AccountView.of(caller.account()),
            access.memberships(caller.account()).stream().map(m -> project(m, caller)).toList()));
  }

  private MyProject project(Membership membership, Caller caller) {
    return MyProject.of(
        membership,
        tokens
            .newest(membership.project().id(), caller.account().id())
            .map(token -> views.of(token, caller, membership.role()))
            .orElse(null));
  }
}
