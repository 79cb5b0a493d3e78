// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * Lets pages of any site send: browsers are told so by the headers of the Fetch standard, section
 * 3.2. No cookie counts here, so there is nothing that a page could do in somebody's name.
 */
final class CrossSite {
  private static final List<Header> EVERY_ANSWER =
      List.of(
          HeaderValues.createCached("Access-Control-Allow-Origin", "*"),
          HeaderValues.createCached(
              "Access-Control-Expose-Headers",
              "X-Sentry-Error, X-Sentry-Rate-Limits, Retry-After"));

  private static final List<Header> PREFLIGHT =
      List.of(
          HeaderValues.createCached("Access-Control-Allow-Methods", "POST, OPTIONS"),
          HeaderValues.createCached("Access-Control-Max-Age", "3600"),
          HeaderValues.createCached(
              "Access-Control-Allow-Headers",
              "x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept,"
                  + " content-type, authentication, authorization, content-encoding,"
                  + " transfer-encoding, sentry-trace, baggage, traceparent, tracestate,"
                  + " x-csrftoken"));

  private CrossSite() {}

  static void add(ServerResponse response) {
    EVERY_ANSWER.forEach(response::header);
  }

  /** Answers what a browser asks before it sends. */
  static void preflight(ServerRequest request, ServerResponse response) {
    add(response);
    PREFLIGHT.forEach(response::header);
    response.send();
  }
}
