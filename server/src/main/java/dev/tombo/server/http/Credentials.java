// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.AccessTokens;
import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.Caller;
import dev.tombo.server.model.Account;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.AccountStore;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds out who is asking by the {@code Authorization} header. Thread-safe. */
final class Credentials {
  private static final String SCHEME = "bearer ";

  private final ApiTokens apiTokens;
  private final AccessTokens accessTokens;
  private final AccountStore accounts;

  Credentials(ApiTokens apiTokens, AccessTokens accessTokens, AccountStore accounts) {
    this.apiTokens = apiTokens;
    this.accessTokens = accessTokens;
    this.accounts = accounts;
  }

  /**
   * The API token of the application that is sending.
   *
   * @throws ProblemException 401 or 403
   */
  ApiToken sender(ServerRequest request) {
    String credential = bearer(request);
    return apiTokens
        .authenticate(credential)
        .orElseThrow(
            () ->
                new ProblemException(
                    accessTokens.verify(credential).isPresent()
                        ? Problem.forbidden("this takes an API token")
                        : Problem.unauthorized("the API token is not known")));
  }

  /**
   * The person who is asking.
   *
   * @throws ProblemException 401 or 403
   */
  Caller person(ServerRequest request, Needs needs) {
    String credential = bearer(request);
    if (apiTokens.authenticate(credential).isPresent()) {
      throw new ProblemException(Problem.forbidden("an API token can send, nothing else"));
    }
    OptionalLong id = accessTokens.verify(credential);
    Optional<Account> account =
        id.isPresent() ? accounts.find(id.getAsLong()) : Optional.<Account>empty();
    return account
        .map(found -> new Caller(found, Scope.ADMIN, OptionalLong.empty()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.unauthorized("the access token is not valid or has expired")));
  }

  private static String bearer(ServerRequest request) {
    String header = request.headers().value(HeaderNames.AUTHORIZATION).orElse("");
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      throw new ProblemException(
          Problem.unauthorized("send it as: Authorization: Bearer <credential>"));
    }
    return header.substring(SCHEME.length()).strip();
  }
}
