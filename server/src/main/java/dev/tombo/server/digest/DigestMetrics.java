// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
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
  private final DistributionSummary commitItems;
  private final Counter retries;
  private final Counter unavailable;
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
    commitItems =
        DistributionSummary.builder("tombo.commit.items")
            .description("Transactions of the digest, by how many items each has")
            .register(meters);
    retries = counter(meters, "tombo.commit.retries", "Run again as another writer was first");
    unavailable =
        counter(meters, "tombo.commit.unavailable", "Times that the database could not commit");
    failures =
        counter(
            meters, "tombo.digest.failures", "Faults of the digest's own thread, which goes on");
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

  void retried() {
    retries.increment();
  }

  void unavailable() {
    unavailable.increment();
  }

  void committed(int items, long nanos) {
    commitItems.record(items);
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

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }
}
