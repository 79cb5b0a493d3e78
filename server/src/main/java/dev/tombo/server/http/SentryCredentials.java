// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.ApiTokens;
import dev.tombo.server.ingest.sentry.Dsn;
import dev.tombo.server.model.ApiToken;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds the API token of a request of Sentry's clients to the project of its path; the token is
 * where {@link SenderKeys} finds it, or in the DSN of an envelope's head. Thread-safe.
 */
final class SentryCredentials {
  private static final HeaderName SENTRY_AUTH = HeaderNames.create("X-Sentry-Auth");
  private static final String VERSION = "sentry_version";
  private static final Pattern IN_HEADER = Pattern.compile(VERSION + "=(\\d{1,4}(?:\\.\\d{1,4})?)");
  private static final int NEWEST_VERSION = 7;

  private final ApiTokens tokens;

  SentryCredentials(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The token that a request shows before its body; empty if it shows none.
   *
   * @throws ProblemException 400 if it speaks a version that is not known, 403 if the token is not
   *     the project's
   */
  Optional<ApiToken> shown(ServerRequest request, long project) {
    requireKnownVersion(request);
    return SenderKeys.of(request).map(key -> token(key, project));
  }

  private static void requireKnownVersion(ServerRequest request) {
    String query = request.query().first(VERSION).orElse("");
    Matcher named =
        IN_HEADER.matcher(
            query.isEmpty()
                ? request.headers().value(SENTRY_AUTH).orElse("")
                : VERSION + "=" + query);
    if (named.find() && Double.parseDouble(named.group(1)) > NEWEST_VERSION) {
      throw new ProblemException(
          Problem.badRequest(VERSION + ": the newest that is known is " + NEWEST_VERSION));
    }
  }

  /**
   * The token of a request, whose envelope may name one.
   *
   * @param shown that of the request
   * @throws ProblemException 401 if there is none, 403 if the envelope is for others
   */
  ApiToken token(Optional<ApiToken> shown, Optional<Dsn> dsn, long project) {
    if (dsn.isEmpty()) {
      return shown.orElseThrow(
          () -> new ProblemException(Problem.unauthorized("the request names no sentry_key")));
    }
    boolean same = dsn.get().project().equals(Long.toString(project));
    ApiToken named = same ? token(dsn.get().key(), project) : null;
    if (named == null || shown.filter(token -> token.id() != named.id()).isPresent()) {
      throw new ProblemException(
          Problem.forbidden("the envelope's dsn names another project or key than the request"));
    }
    return named;
  }

  /** One answer for whatever does not fit, so that nobody learns what projects there are. */
  private ApiToken token(String key, long project) {
    return tokens
        .authenticate(key.strip())
        .filter(token -> token.project() == project)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.forbidden("the project does not exist or does not have this key")));
  }
}
