// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.model.Discard;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Thrown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells logs that are an event's text once more: clients that send both would have each error
 * counted twice. Texts of stored events are remembered for a minute, with their traces, as far as
 * there is room. A log that a client's appender made is no event even where none is known: the
 * appender sends one of each error, and it may come later. Thread-safe.
 */
public final class Echoes {
  private static final Duration MEMORY = Duration.ofMinutes(1);

  /** Why a log is discarded whose event did not come before it, though it must be on its way. */
  private static final String EVENT_EXPECTED = "log_item:event_expected";

  private final InstantSource clock;
  private final int most;
  private final Map<EventId, Instant> until = new LinkedHashMap<>();

  /** A memory of so many texts. */
  public Echoes(InstantSource clock, int most) {
    this.clock = clock;
    this.most = most;
  }

  /** What a request brought, with those of its logs that are events. */
  public Batch batch(long project, SentryDecoder.Decoded decoded) {
    if (decoded.logs().isEmpty()) {
      return decoded.batch();
    }
    Set<EventId> own = new HashSet<>();
    decoded.batch().parts().forEach(part -> own.addAll(texts(project, part)));
    List<Part> parts = new ArrayList<>(decoded.batch().parts());
    int expected = 0;
    for (SentryDecoder.Log log : decoded.logs()) {
      Event event = log.part().event();
      EventId text = text(project, event, "" + event.message());
      boolean known = own.contains(text) || isKnown(text);
      if (!known && !log.ofLogger()) {
        parts.add(log.part());
      }
      expected += !known && log.ofLogger() ? 1 : 0;
    }
    Batch batch = decoded.batch();
    List<Discard> discards = new ArrayList<>(batch.discards());
    if (expected > 0) {
      discards.add(new Discard(EVENT_EXPECTED, expected));
    }
    return new Batch(batch.id(), batch.sentAt(), List.copyOf(parts), List.copyOf(discards));
  }

  /** Remembers the texts of events that were stored. */
  public synchronized void remember(long project, List<Part> stored) {
    Instant now = clock.instant();
    for (Part part : stored) {
      boolean traced = part instanceof EventPart one && one.event().trace() != null;
      for (EventId text : traced ? texts(project, part) : List.<EventId>of()) {
        until.remove(text);
        until.put(text, now.plus(MEMORY));
      }
    }
    Iterator<Instant> oldest = until.values().iterator();
    while (oldest.hasNext() && (oldest.next().isBefore(now) || until.size() > most)) {
      oldest.remove();
    }
  }

  private synchronized boolean isKnown(EventId text) {
    Instant known = until.get(text);
    return known != null && !known.isBefore(clock.instant());
  }

  /** What a log of an event may say: its text, or its exception's with its name or without. */
  private static List<EventId> texts(long project, Part part) {
    if (!(part instanceof EventPart one)) {
      return List.of();
    }
    Event event = one.event();
    List<EventId> texts = new ArrayList<>();
    if (event.message() != null) {
      texts.add(text(project, event, event.message()));
    }
    if (!event.exceptions().isEmpty()) {
      Thrown thrown = event.exceptions().getFirst();
      texts.add(text(project, event, "" + thrown.message()));
      texts.add(text(project, event, thrown.type() + ": " + thrown.message()));
    }
    return texts;
  }

  private static EventId text(long project, Event event, String text) {
    String trace = event.trace() == null ? "" : "" + event.trace().traceId();
    return StableIds.of(Long.toString(project), trace, text);
  }
}
