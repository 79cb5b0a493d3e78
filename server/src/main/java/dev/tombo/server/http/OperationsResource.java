// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreException;
import io.helidon.http.HeaderNames;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code /health} and {@code /metrics}: tells whoever runs the server how it is. Thread-safe. */
final class OperationsResource {
  private static final Logger LOG = Logger.getLogger(OperationsResource.class.getName());

  /** Nobody needs a credential to ask, so asking often must cost nothing. */
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Store store;
  private final PrometheusMeterRegistry meters;
  private final LongSupplier nanoTime;
  private @Nullable Check last;

  /** Whether the store could write, and when it was asked. */
  private record Check(boolean passed, long nanos) {}

  OperationsResource(Store store, PrometheusMeterRegistry meters, LongSupplier nanoTime) {
    this.store = store;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  void live(Call call) {
    call.reply(Map.of("status", "up"));
  }

  void ready(Call call) {
    if (!canStore()) {
      throw new ProblemException(
          Problem.unavailable("the database cannot store; the server's log says why"));
    }
    call.reply(Map.of("status", "up"));
  }

  void metrics(Call call) {
    call.response()
        .header(HeaderNames.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
        .send(meters.scrape());
  }

  private synchronized boolean canStore() {
    Check known = last;
    long now = nanoTime.getAsLong();
    if (known == null || now - known.nanos() > REMEMBERED_NANOS) {
      known = new Check(checked(), nanoTime.getAsLong());
      last = known;
    }
    return known.passed();
  }

  private boolean checked() {
    try {
      store.check();
      return true;
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the database cannot store: {0}", e.getMessage());
      return false;
    }
  }
}
