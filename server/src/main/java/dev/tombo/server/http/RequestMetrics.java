// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.webserver.http.Handler;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Times the requests of each route by status. Thread-safe. */
final class RequestMetrics {
  private final MeterRegistry meters;
  private final LongSupplier nanoTime;

  RequestMetrics(MeterRegistry meters, LongSupplier nanoTime) {
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  /** The handler of a route, timed. */
  Handler timed(Routes.Route route, Handler handler) {
    Map<Integer, Timer> byStatus = new ConcurrentHashMap<>();
    return (request, response) -> {
      long start = nanoTime.getAsLong();
      int status = 500;
      try {
        handler.handle(request, response);
        status = response.status().code();
      } catch (Exception e) {
        status = Problems.of(e).status();
        throw e;
      } finally {
        byStatus
            .computeIfAbsent(status, code -> timer(route, code))
            .record(nanoTime.getAsLong() - start, TimeUnit.NANOSECONDS);
      }
    };
  }

  private Timer timer(Routes.Route route, int status) {
    return Timer.builder("tombo.http.requests")
        .description("Requests by route and status")
        .tag("method", route.method().text())
        .tag("route", route.path())
        .tag("status", Integer.toString(status))
        .register(meters);
  }
}
