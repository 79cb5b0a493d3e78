// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.auth.Sessions;
import dev.tombo.server.model.PublicUrl;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The cookie in which a browser keeps its refresh token: no script sees it, no other site has it
 * sent, and no other route is sent it. Thread-safe.
 */
final class RefreshCookie {
  static final String PATH = "/api/v1/sessions";

  private static final String NAME = "tombo_refresh";

  private final Supplier<PublicUrl> publicUrl;

  /** A cookie of this address. */
  RefreshCookie(Supplier<PublicUrl> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** The refresh token that came with a request. */
  Optional<String> read(ServerRequest request) {
    return request.headers().cookies().first(NAME).asOptional();
  }

  void set(ServerResponse response, String refreshToken) {
    send(response, refreshToken, Sessions.LIFETIME.toSeconds());
  }

  void clear(ServerResponse response) {
    send(response, "", 0);
  }

  private void send(ServerResponse response, String value, long maxAge) {
    PublicUrl url = publicUrl.get();
    response.header(
        HeaderNames.SET_COOKIE,
        "%s=%s; Max-Age=%d; Path=%s%s; HttpOnly; SameSite=Strict%s"
            .formatted(NAME, value, maxAge, url.path(), PATH, url.secure() ? "; Secure" : ""));
  }
}
