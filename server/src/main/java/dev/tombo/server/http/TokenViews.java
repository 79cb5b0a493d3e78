// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.Caller;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.PublicUrl;
import dev.tombo.server.model.Role;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows API tokens: their values to who made them and to the project's owners, by a credential that
 * may administer; to others the last characters, by which one tells them apart.
 */
final class TokenViews {
  private final ApiTokens apiTokens;
  private final Supplier<PublicUrl> publicUrl;

  TokenViews(ApiTokens apiTokens, Supplier<PublicUrl> publicUrl) {
    this.apiTokens = apiTokens;
    this.publicUrl = publicUrl;
  }

  /** A token as somebody sees it who has a role in its project. */
  TokenView of(StoredToken stored, Caller caller, Role role) {
    ApiToken token = stored.token();
    boolean theirs = token.account() == caller.account().id() || role == Role.OWNER;
    boolean shown = theirs && caller.scope().includes(Scope.ADMIN);
    Optional<String> value = apiTokens.value(stored);
    return value.isPresent() && shown
        ? shown(token, value.get(), stored.createdBy(), stored.lastUsedAt())
        : view(
            token,
            ApiTokens.mask(value),
            Optional.empty(),
            stored.createdBy(),
            stored.lastUsedAt());
  }

  /** A token that was just made, as its maker sees it. */
  TokenView of(ApiTokens.Issued issued, Account maker) {
    return shown(issued.token(), issued.value(), maker.shownName(), null);
  }

  private TokenView shown(
      ApiToken token, String value, String createdBy, @Nullable Instant lastUsedAt) {
    String dsn = publicUrl.get().dsn(value, token.project());
    return view(token, value, Optional.of(dsn), createdBy, lastUsedAt);
  }

  private static TokenView view(
      ApiToken token,
      String value,
      Optional<String> dsn,
      String createdBy,
      @Nullable Instant lastUsedAt) {
    return new TokenView(
        Long.toString(token.id()),
        token.name(),
        value,
        dsn.orElse(null),
        createdBy,
        token.createdAt(),
        lastUsedAt);
  }
}
