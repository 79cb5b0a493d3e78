// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.store.Store;
import io.helidon.http.HeaderNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;

/** {@code /health} and {@code /metrics}: tells whoever runs the server how it is. Thread-safe. */
final class OperationsResource {
  private static final byte[] UP = "{\"status\":\"up\"}".getBytes(StandardCharsets.US_ASCII);

  private final Readiness readiness;
  private final PrometheusMeterRegistry meters;

  OperationsResource(
      Store store, Ingest ingest, PrometheusMeterRegistry meters, LongSupplier nanoTime) {
    this.readiness = new Readiness(store, ingest, nanoTime);
    this.meters = meters;
    Gauge.builder("tombo.store", new StoreSize(store, nanoTime), StoreSize::bytes)
        .description("What the database takes on disk")
        .baseUnit("bytes")
        .strongReference(true)
        .register(meters);
  }

  void live(Call call) {
    up(call);
  }

  void ready(Call call) {
    List<String> problems = readiness.problems();
    if (!problems.isEmpty()) {
      throw new ProblemException(Problem.unavailable(String.join("; ", problems)));
    }
    up(call);
  }

  /** Written by hand: whoever waits for a start does not wait for a JSON library to load. */
  private static void up(Call call) {
    call.response().header(HeaderNames.CONTENT_TYPE, "application/json").send(UP);
  }

  void metrics(Call call) {
    call.response()
        .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .send(meters.scrape());
  }
}
