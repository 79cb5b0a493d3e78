// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error on its way through the {@link Intake}, of which no more is known than tells it from
 * others until it needs a place of its own in the queue. One thread's own.
 */
final class Draft {
  final EventData data;
  final Chain chain;
  final Preparation preparation;

  /** Knows the rest; null if nothing is missing. */
  private final @Nullable EventSource source;

  /** Owns the data from now on. */
  Draft(EventData data, @Nullable EventSource source, Preparation preparation) {
    this.data = data;
    this.source = source;
    this.preparation = preparation;
    this.chain = Chain.of(data.exceptions.isEmpty() ? data.exception : null);
  }

  /** Returns what the caller brings, or null if that is nothing. */
  static @Nullable Draft of(@Nullable Event event, Preparation preparation) {
    return event == null ? null : new Draft(event.data.copy(), null, preparation);
  }

  /** Asks a source for its outline. */
  static Draft of(EventSource source, Preparation preparation) {
    EventData data = new EventData();
    source.outline(new Event.Builder(data));
    return new Draft(data, source, preparation);
  }

  /**
   * Returns the frames of what was thrown as far as somebody has read them; empty if nobody has.
   */
  List<StackTraceElement> readFrames() {
    if (!data.exceptions.isEmpty()) {
      return data.exceptions.get(0).frames;
    }
    return source == null ? Collections.emptyList() : source.readFrames();
  }

  /** Returns when it happened, by this clock if nobody said. */
  Instant at(Time time) {
    Instant known = data.occurredAt;
    if (known == null) {
      known = time.now();
      data.occurredAt = known;
    }
    return known;
  }

  /** Completes it, once, with this id; counts further ones by the tally if there is one. */
  Item item(String id, @Nullable Tally tally, Time time) {
    if (source != null) {
      source.complete(new Event.Builder(data));
    }
    data.id = id;
    at(time);
    chain.complete();
    return Item.of(data, chain, preparation, tally);
  }
}
