// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the digest tells of itself. Thread-safe. */
final class DigestMetrics {
  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Timer commits;
  private final Counter failures;

  DigestMetrics(MeterRegistry meters, Backlog backlog) {
    Gauge.builder("tombo.queue.items", backlog, Backlog::items)
        .description("Items that wait to be committed")
        .register(meters);
    Gauge.builder("tombo.queue.bytes", backlog, Backlog::bytes)
        .description("Memory of what waits to be committed")
        .baseUnit("bytes")
        .register(meters);
    commits =
        Timer.builder("tombo.commit").description("Transactions of the digest").register(meters);
    failures =
        Counter.builder("tombo.digest.failures")
            .description("Faults of the digest's own thread, which goes on")
            .register(meters);
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome,
          Counter.builder("tombo.items")
              .description("Items digested, by what became of them")
              .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
              .register(meters));
    }
  }

  void failed() {
    failures.increment();
  }

  void committed(long nanos) {
    commits.record(nanos, TimeUnit.NANOSECONDS);
  }

  void count(List<Outcome> ofItems) {
    for (Outcome outcome : ofItems) {
      Counter counter = outcomes.get(outcome);
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
