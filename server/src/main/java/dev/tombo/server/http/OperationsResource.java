// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;

/** {@code /health} and {@code /metrics}: tells whoever runs the server how it is. */
final class OperationsResource {
  private final Store store;
  private final PrometheusMeterRegistry meters;

  OperationsResource(Store store, PrometheusMeterRegistry meters) {
    this.store = store;
    this.meters = meters;
  }

  void live(ServerRequest request, ServerResponse response) {
    JsonReplies.send(response, Map.of("status", "up"));
  }

  void ready(ServerRequest request, ServerResponse response) {
    try {
      store.check();
    } catch (StoreException e) {
      throw new ProblemException(
          Problem.unavailable("the database cannot store: " + e.getMessage()));
    }
    JsonReplies.send(response, Map.of("status", "up"));
  }

  void metrics(ServerRequest request, ServerResponse response) {
    response.header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    response.send(meters.scrape());
  }
}
