// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.ingest.Admission;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.RepeatPart;
import dev.tombo.server.ingest.Compressor;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.IngestMetrics;
import dev.tombo.server.ingest.Judges;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.ProjectScrubbers;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Repeat;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import dev.tombo.server.model.User;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.Traffic.Sent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server of project 1 on a store, from decoded batches to the commit, and what applications send
 * to it: three faults of two messages, from five hours, two environments and three releases.
 */
final class Serving implements Traffic.Sender, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ApiToken TOKEN = new ApiToken(1, 1, 1, "t", NOON, null);

  private final int number;
  private final Digester digester;
  private final Ingest ingest;

  /**
   * A server that runs.
   *
   * @param number makes its events' ids its own
   */
  Serving(Store store, int number, Judges judges) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    this.number = number;
    this.digester = new Digester(store.digests(), meters, System::nanoTime);
    this.ingest =
        new Ingest(
            Limits.STANDARD,
            () -> NOON,
            new Admission(store.projects(), () -> NOON),
            new ProjectScrubbers(store.scrubbing(), () -> NOON),
            judges,
            new Compressor(store.dictionaries()),
            digester,
            new IngestMetrics(meters, System::nanoTime));
    digester.start(Thread.ofPlatform().factory());
  }

  /** Sends an event, and repeats of it and of the one before the last. */
  @Override
  public List<Sent> send(int n) {
    Event event = event(n);
    Event earlier = event(Math.max(0, n - 2));
    List<Batch.Part> parts =
        List.of(
            new EventPart(event),
            new RepeatPart(repeat(1_000_000 + n, event, 2)),
            new RepeatPart(repeat(2_000_000 + n, earlier, 5)));
    var result = ingest.accept(TOKEN, new Batch(null, null, parts, List.of()), PATIENCE);
    assertThat(result.accepted()).isEqualTo(3);
    return List.of(sent(event, 3), sent(earlier, 5));
  }

  /** Sends events as they are. */
  void send(List<Event> events) {
    List<Batch.Part> parts = events.stream().<Batch.Part>map(EventPart::new).toList();
    var result = ingest.accept(TOKEN, new Batch(null, null, parts, List.of()), PATIENCE);
    assertThat(result.accepted()).isEqualTo(events.size());
  }

  private static Sent sent(Event event, long count) {
    long hour = at(event).getEpochSecond() / 3600;
    return new Sent(text(event.environment()), text(event.release()), hour, count);
  }

  private Event event(int n) {
    String message = n % 2 == 0 ? "over the limit of " + n : "no order " + n;
    return Event.builder(id(n))
        .occurredAt(NOON.minusSeconds(3600L * (n % 5) + 60))
        .platform("java")
        .environment(n % 4 < 2 ? "prod" : "test")
        .release(n % 3 == 0 ? null : "1." + n % 3)
        .user(new User("user " + n % 7, null, null, null, Map.of()))
        .exceptions(List.of(thrown("com.acme.Fault" + n % 3, message)))
        .build();
  }

  private static Thrown thrown(String type, String message) {
    Frame frame =
        new Frame(
            "com.acme.Shop", "of" + type, "Shop.java", 7, null, null, null, null, null, Map.of());
    return new Thrown(type, message, Relation.THROWN, null, 0, List.of(frame), null, Map.of());
  }

  private Repeat repeat(int n, Event of, long count) {
    return new Repeat(id(n), of.id(), count, at(of), at(of), of);
  }

  private EventId id(int n) {
    return Given.id(number * 10_000_000L + n);
  }

  private static Instant at(Event event) {
    return Objects.requireNonNull(event.occurredAt());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    digester.close(PATIENCE);
  }
}
