// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.BodyReader;
import dev.tombo.server.ingest.BodyRoom;
import dev.tombo.server.ingest.ContentCoding;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.otlp.OtlpDecoder;
import dev.tombo.server.ingest.sentry.Envelope;
import dev.tombo.server.ingest.sentry.EnvelopeReader;
import dev.tombo.server.ingest.sentry.SentryDecoder;
import dev.tombo.server.ingest.stacktext.StackText;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the events of a file as the server would of a request: Sentry's envelopes and event JSON,
 * OTLP's logs in JSON or protobuf, and stacks as they are printed.
 */
final class EventFiles {
  private final Limits limits = Limits.STANDARD;
  private final BodyReader bodies = new BodyReader(64 << 20, System::nanoTime);
  private final SentryDecoder sentry =
      new SentryDecoder(limits, InstantSource.system(), () -> new EventId(0, 1));
  private final OtlpDecoder otlp = new OtlpDecoder(limits, () -> new EventId(0, 1));

  /** Those of a file; none where its name or beginning says that it is of another kind. */
  List<Event> read(String name, byte[] content) {
    String start =
        new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8).strip();
    boolean json = start.startsWith("{");
    if (name.endsWith(".pb")) {
      return events(otlp.protobuf(content).parts());
    }
    if (name.endsWith(".envelope") || (name.endsWith(".txt") && json)) {
      return envelope(content);
    }
    if (name.endsWith(".txt")) {
      return printed(new String(content, StandardCharsets.UTF_8));
    }
    if (!name.endsWith(".json") || name.endsWith(".http.json") || !json) {
      return List.of();
    }
    return start.contains("\"resource")
        ? events(otlp.json(content).parts())
        : decoded(sentry.store(content, ""));
  }

  private List<Event> envelope(byte[] content) {
    try (BodyRoom room = bodies.room(Duration.ZERO)) {
      return bodies.open(
          new ByteArrayInputStream(content),
          ContentCoding.IDENTITY,
          limits.bodyBytes(),
          EnvelopeReader.MAX_BYTES,
          room,
          in -> {
            EnvelopeReader reader = new EnvelopeReader(in, limits, room);
            Envelope read = new Envelope(reader.head(), reader.items());
            return decoded(sentry.envelope(read, "127.0.0.1"));
          });
    }
  }

  private static List<Event> decoded(SentryDecoder.Decoded decoded) {
    return Stream.concat(
            events(decoded.batch().parts()).stream(),
            decoded.logs().stream().map(log -> log.part().event()))
        .toList();
  }

  private static List<Event> printed(String text) {
    StackText.Parsed parsed = StackText.parse(null, text, null, null);
    return parsed.exceptions().isEmpty()
        ? List.of()
        : List.of(Event.builder(new EventId(0, 1)).exceptions(parsed.exceptions()).build());
  }

  private static List<Event> events(List<Batch.Part> parts) {
    List<Event> events = new ArrayList<>();
    for (Batch.Part part : parts) {
      if (part instanceof EventPart event) {
        events.add(event.event());
      }
    }
    return events;
  }
}
