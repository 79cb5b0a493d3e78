// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** How a route says what went wrong: ours by RFC 9457, another protocol's as its clients expect. */
@FunctionalInterface
interface Refusal {
  /** As the API does, whose document describes it. */
  Refusal PROBLEM_JSON = Problems::send;

  /** Answers with a problem. */
  void send(ServerResponse response, Problem problem);

  /** What is said to a request, where that depends on its form. */
  default Refusal to(ServerRequest request) {
    return this;
  }
}
