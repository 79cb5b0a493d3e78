// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Explanation;
import dev.tombo.server.model.Verdict;
import dev.tombo.server.store.RegroupStore.Description;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads events as they were stored, and judges them anew. Thread-safe. */
public final class StoredEvents {
  private static final byte[] HEAD = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
  private static final byte[] TAIL = "]}".getBytes(StandardCharsets.UTF_8);

  private final NativeDecoder decoder;
  private final ProjectRules rules;
  private final StoredBodies bodies;

  /** Events that are read by a decoder and judged by their projects' rules. */
  public StoredEvents(NativeDecoder decoder, ProjectRules rules, StoredBodies bodies) {
    this.decoder = decoder;
    this.rules = rules;
    this.bodies = bodies;
  }

  /** Why an event has its fingerprint. */
  public Explanation explain(long project, byte[] body) {
    return read(project, body)
        .map(event -> Grouping.explain(event, rules.of(project)))
        .orElse(Explanation.NONE);
  }

  /** What an event shows of its issue. */
  public Optional<Description> describe(long project, byte[] body) {
    return read(project, body)
        .map(event -> described(event, Grouping.judge(event, rules.of(project))));
  }

  /**
   * The JSON of an event as we write events, whoever wrote what is stored.
   *
   * @throws IllegalArgumentException if it is not of a form that this version knows
   */
  public byte[] json(long project, byte[] body) {
    EventText text = bodies.text(project, body);
    return text.asSent() ? read(text).map(EventEncoder::encode).orElse(text.json()) : text.json();
  }

  /** An event; empty if this version cannot read it. */
  Optional<Event> read(long project, byte[] body) {
    return read(text(project, body));
  }

  /** What is stored of an event. */
  EventText text(long project, byte[] body) {
    return bodies.text(project, body);
  }

  /** An event of what is stored of it; empty if this version cannot read it. */
  Optional<Event> read(EventText text) {
    ByteArrayOutputStream batch = new ByteArrayOutputStream();
    batch.writeBytes(HEAD);
    batch.writeBytes(text.json());
    batch.writeBytes(TAIL);
    return decoder.json(batch.toByteArray()).parts().getFirst() instanceof EventPart stored
        ? Optional.of(stored.event())
        : Optional.empty();
  }

  private static Description described(Event event, Verdict verdict) {
    return new Description(
        verdict.title(),
        verdict.culprit(),
        event.level(),
        Preparation.listMessage(event),
        event.origin());
  }
}
