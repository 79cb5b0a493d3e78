// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.ingest.IngestResult.Rejection;
import dev.tombo.server.model.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the ingest tells of its work. Thread-safe. */
public final class IngestMetrics {
  private final LongSupplier nanoTime;
  private final DistributionSummary bodies;
  private final Timer decode;
  private final Timer prepare;
  private final Map<RejectReason, Counter> rejected = new EnumMap<>(RejectReason.class);
  private final Map<RefusalReason, Counter> refused = new EnumMap<>(RefusalReason.class);

  /**
   * The metrics of an ingest.
   *
   * @param nanoTime such as {@link System#nanoTime}
   */
  public IngestMetrics(MeterRegistry meters, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    bodies =
        DistributionSummary.builder("tombo.bodies")
            .description("Bodies that were read, by their size when decompressed")
            .baseUnit("bytes")
            .register(meters);
    decode = Timer.builder("tombo.decode").description("From bytes to a batch").register(meters);
    prepare =
        Timer.builder("tombo.prepare")
            .description("From a batch to what is written: scrub, judge, encode, compress")
            .register(meters);
    for (RejectReason reason : RejectReason.values()) {
      rejected.put(
          reason,
          Counter.builder("tombo.items.rejected")
              .description("Items that were not stored, by reason")
              .tag("reason", reason.wireName())
              .register(meters));
    }
    for (RefusalReason reason : RefusalReason.values()) {
      refused.put(
          reason,
          Counter.builder("tombo.requests.refused")
              .description("Requests with events that were turned away, by reason")
              .tag("reason", reason.wireName())
              .register(meters));
    }
  }

  <T> T decoded(int bytes, Supplier<T> work) {
    bodies.record(bytes);
    return timed(decode, work);
  }

  <T> T prepared(Supplier<T> work) {
    return timed(prepare, work);
  }

  void rejected(List<Rejection> rejections) {
    for (Rejection rejection : rejections) {
      Counter counter = rejected.get(rejection.reason());
      if (counter != null) {
        counter.increment();
      }
    }
  }

  void refused(RefusalReason reason) {
    Counter counter = refused.get(reason);
    if (counter != null) {
      counter.increment();
    }
  }

  private <T> T timed(Timer timer, Supplier<T> work) {
    long start = nanoTime.getAsLong();
    try {
      return work.get();
    } finally {
      timer.record(nanoTime.getAsLong() - start, TimeUnit.NANOSECONDS);
    }
  }
}
