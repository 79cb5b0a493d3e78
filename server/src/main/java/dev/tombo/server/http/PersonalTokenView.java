// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tombo.server.auth.PersonalTokens;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A personal token as its owner sees it.
 *
 * @param id its number
 * @param name what its owner calls it
 * @param scopes all that it allows
 * @param createdAt when it was made
 * @param expiresAt from when it no longer works
 * @param lastUsedAt to about a minute; null for never
 * @param token its value, when it has just been made; else null, and left out
 */
record PersonalTokenView(
    String id,
    String name,
    List<String> scopes,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

  static PersonalTokenView of(PersonalToken token) {
    return of(token, null);
  }

  static PersonalTokenView of(PersonalTokens.Made made) {
    return of(made.token(), made.value());
  }

  private static PersonalTokenView of(PersonalToken token, @Nullable String value) {
    return new PersonalTokenView(
        Long.toString(token.id()),
        token.name(),
        Arrays.stream(Scope.values()).filter(token.scope()::includes).map(Scope::wireName).toList(),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        value);
  }

  @Override
  public String toString() {
    return "PersonalTokenView[id=" + id + "]";
  }
}
