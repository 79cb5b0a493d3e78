// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the API token where clients that are not ours put it: the parameter {@code sentry_key}, the
 * header {@code X-Sentry-Auth}, or {@code Authorization} by the scheme Sentry, Bearer or Basic. The
 * first that is there counts.
 */
final class SenderKeys {
  private static final String KEY = "sentry_key";
  private static final HeaderName SENTRY_AUTH = HeaderNames.create("X-Sentry-Auth");

  private SenderKeys() {}

  static Optional<String> of(ServerRequest request) {
    return of(
        request.query().first(KEY).asOptional(),
        request.headers().value(SENTRY_AUTH),
        request.headers().value(HeaderNames.AUTHORIZATION));
  }

  static Optional<String> of(
      Optional<String> parameter, Optional<String> sentryAuth, Optional<String> authorization) {
    return Stream.of(
            parameter.filter(key -> !key.isEmpty()),
            sentryAuth.flatMap(SenderKeys::pair),
            authorization.flatMap(header -> after("sentry", header)).flatMap(SenderKeys::pair),
            authorization.flatMap(header -> after("bearer", header)),
            authorization.flatMap(header -> after("basic", header)).flatMap(SenderKeys::user))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What follows a scheme, if that is the header's. */
  private static Optional<String> after(String scheme, String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(scheme + " ")
        ? Optional.of(header.substring(scheme.length()).strip())
        : Optional.empty();
  }

  /** The key of {@code Sentry sentry_version=7, sentry_key=...}, with or without the scheme. */
  private static Optional<String> pair(String header) {
    return Stream.of(after("sentry", header).orElse(header).split(",", -1))
        .map(String::strip)
        .filter(pair -> pair.startsWith(KEY + "="))
        .map(pair -> pair.substring(KEY.length() + 1).strip())
        .filter(key -> !key.isEmpty())
        .findFirst();
  }

  /** The user's name. */
  private static Optional<String> user(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return Optional.of(pair.split(":", 2)[0]).filter(user -> !user.isEmpty());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
