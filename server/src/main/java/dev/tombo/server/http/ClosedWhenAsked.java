// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRequest;
import java.util.Arrays;
import java.util.List;

/**
 * Closes a connection after the answer to a request that says {@code Connection: close}, as RFC
 * 9112, section 9.6, has it: Helidon 4.5.0 says that it will and waits for the client to do it.
 */
final class ClosedWhenAsked {
  private ClosedWhenAsked() {}

  /**
   * Called once the answer is sent.
   *
   * @throws CloseConnectionException which closes it and is logged nowhere
   */
  static void after(HttpRequest request) {
    boolean asked =
        request.headers().all(HeaderNames.CONNECTION, List::of).stream()
            .flatMap(options -> Arrays.stream(options.split(",", -1)))
            .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    if (asked) {
      throw new CloseConnectionException("the client asked for it");
    }
  }
}
