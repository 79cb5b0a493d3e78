// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/** What every answer carries so that a browser does nothing with it that was not meant. */
final class SecurityHeaders {
  static final List<Header> ALL =
      List.of(
          HeaderValues.createCached("X-Content-Type-Options", "nosniff"),
          HeaderValues.createCached("X-Frame-Options", "DENY"),
          HeaderValues.createCached("Referrer-Policy", "no-referrer"),
          HeaderValues.createCached("Cross-Origin-Resource-Policy", "same-origin"),
          HeaderValues.createCached(
              "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          HeaderValues.createCached("Cache-Control", "no-store"));

  private SecurityHeaders() {}

  static void add(ServerResponse response) {
    ALL.forEach(response::header);
  }
}
