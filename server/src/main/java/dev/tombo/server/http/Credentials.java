// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.auth.Caller;
import dev.tombo.server.auth.PersonalTokens;
import dev.tombo.server.auth.Sessions;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Scope;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds out who is asking by the {@code Authorization} header. The form of a credential says of
 * which kind it is, and so who is asked about it. Thread-safe.
 */
final class Credentials {
  private static final String SCHEME = "bearer ";

  private final ApiTokens apiTokens;
  private final PersonalTokens personalTokens;
  private final Sessions sessions;

  Credentials(ApiTokens apiTokens, PersonalTokens personalTokens, Sessions sessions) {
    this.apiTokens = apiTokens;
    this.personalTokens = personalTokens;
    this.sessions = sessions;
  }

  /**
   * The API token of the application that is sending.
   *
   * @throws ProblemException 401 or 403
   */
  ApiToken sender(ServerRequest request, Needs needs) {
    String credential =
        needs == Needs.SENDER
            ? SenderKeys.of(request).orElseThrow(Credentials::none)
            : bearer(request);
    return apiTokens
        .authenticate(credential)
        .orElseThrow(
            () ->
                new ProblemException(
                    caller(credential).isPresent()
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
    Caller caller =
        caller(credential)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.unauthorized(
                            "the token is not known, was revoked or has expired")));
    if (needs == Needs.ACCESS_TOKEN && caller.session().isEmpty()) {
      throw new ProblemException(
          Problem.forbidden("a personal token cannot do this: log in for an access token"));
    }
    Scope least = needs.scope().orElseThrow();
    if (!caller.scope().includes(least)) {
      throw new ProblemException(
          Problem.forbidden("this takes a personal token of scope " + least.wireName()));
    }
    return caller;
  }

  /** The session of an access token, if one was sent that is good. */
  OptionalLong session(ServerRequest request) {
    return header(request).flatMap(this::caller).map(Caller::session).orElse(OptionalLong.empty());
  }

  private Optional<Caller> caller(String credential) {
    return PersonalTokens.hasForm(credential)
        ? personalTokens.caller(credential)
        : sessions.caller(credential);
  }

  private static String bearer(ServerRequest request) {
    return header(request).orElseThrow(Credentials::none);
  }

  private static ProblemException none() {
    return new ProblemException(
        Problem.unauthorized("send it as: Authorization: Bearer <credential>"));
  }

  private static Optional<String> header(ServerRequest request) {
    return request
        .headers()
        .value(HeaderNames.AUTHORIZATION)
        .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
        .map(header -> header.substring(SCHEME.length()).strip());
  }
}
