// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an event goes through on the worker before it is sent: the defaults of the options, the
 * stack traces, the redaction, {@code beforeSend}, the encoding. Each {@link Tombo} has its own,
 * though they share the worker.
 */
final class Preparation {
  /** What the server takes of one event, less a margin: 1 MiB. */
  static final int MAX_EVENT_BYTES = (1 << 20) - 4096;

  private final TomboOptions options;
  private final Surroundings surroundings;
  private final EventEncoder encoder;
  private final @Nullable Redactor redactor;
  private final Trouble trouble;
  private final int maxEventBytes;

  Preparation(TomboOptions options, Surroundings surroundings, Trouble trouble, int maxEventBytes) {
    this.options = options;
    this.surroundings = surroundings;
    this.encoder = new EventEncoder(options.inApp);
    this.redactor = options.redact ? new Redactor(options.redactKeys) : null;
    this.trouble = trouble;
    this.maxEventBytes = maxEventBytes;
  }

  /** What came of it: an event's JSON, or why there is none. */
  static final class Outcome {
    final byte @Nullable [] json;

    /** Means something without JSON only. */
    final DiscardReason discarded;

    private Outcome(byte @Nullable [] json, DiscardReason discarded) {
      this.json = json;
      this.discarded = discarded;
    }
  }

  /** Returns the environment of events that do not say theirs. */
  @Nullable String environment() {
    return options.environment;
  }

  /** Prepares the event; it does not throw. */
  Outcome prepare(Item item) {
    try {
      Event event = redact(complete(item));
      try {
        event = beforeSend(event);
      } catch (Throwable fault) {
        // Throwable, for it may throw even what it does not declare.
        trouble.tell("processor", "beforeSend failed on an event, which is discarded", fault);
        return new Outcome(null, DiscardReason.PROCESSOR);
      }
      if (event == null) {
        return new Outcome(null, DiscardReason.BEFORE_SEND);
      }
      // The receipt was given out: the id stays.
      event = event.toBuilder().id(item.event.data.id).build();
      byte[] json = encoder.encode(event);
      if (json.length > maxEventBytes) {
        json = encoder.encode(Reduction.of(event, json.length));
      }
      return json.length > maxEventBytes
          ? new Outcome(null, DiscardReason.TOO_LARGE)
          : new Outcome(json, DiscardReason.INTERNAL_ERROR);
    } catch (Throwable fault) {
      trouble.tell("prepare", "An event could not be prepared and is discarded", fault);
      return new Outcome(null, DiscardReason.INTERNAL_ERROR);
    }
  }

  private Event complete(Item item) {
    EventData data = item.event.data;
    Event.Builder builder = item.event.toBuilder();
    if (data.origin == null) {
      builder.origin(options.origin == null ? surroundings.origin() : options.origin);
    }
    if (data.environment == null) {
      builder.environment(options.environment);
    }
    if (data.release == null) {
      builder.release(options.release == null ? surroundings.release() : options.release);
    }
    if (!options.tags.isEmpty()) {
      Map<String, String> tags = new LinkedHashMap<>(options.tags);
      tags.putAll(data.tags);
      builder.tags(tags);
    }
    List<String> notes = new ArrayList<>();
    Stacks stacks = new Stacks(options.maxFrames, notes);
    builder.exceptions(
        data.exceptions.isEmpty() ? stacks.read(item.chain) : stacks.bound(data.exceptions));
    notes.forEach(builder::note);
    return builder.build();
  }

  private Event redact(Event event) {
    return redactor == null ? event : redactor.redact(event);
  }

  private @Nullable Event beforeSend(Event event) {
    UnaryOperator<Event> function = options.beforeSend;
    return function == null ? event : function.apply(event);
  }
}
