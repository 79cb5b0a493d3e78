// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.RepeatPart;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.Repeat;
import dev.tombo.server.model.User;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a decoded item what the digest writes: scrubbed, judged, compressed. Pure but for the
 * time it was made with.
 */
final class Preparation {
  private static final int MAX_LIST_MESSAGE = 500;

  private final Limits limits;
  private final Timing timing;
  private final Scrubber scrubber;
  private final Function<Event, Verdict> grouping;
  private final Compressor compressor;
  private final long project;

  /**
   * A preparation of a batch.
   *
   * @param scrubber by the project's rules
   * @param grouping judges its events
   * @param compressor of their bodies
   * @param project where they go
   */
  Preparation(
      Limits limits,
      Timing timing,
      Scrubber scrubber,
      Function<Event, Verdict> grouping,
      Compressor compressor,
      long project) {
    this.limits = limits;
    this.timing = timing;
    this.scrubber = scrubber;
    this.grouping = grouping;
    this.compressor = compressor;
    this.project = project;
  }

  /** An item to write, or why there is none. */
  sealed interface Prepared {}

  /** An item to write. */
  record Ready(Item item) implements Prepared {}

  /** An item that is not written. */
  record Rejected(@Nullable EventId id, RejectReason reason) implements Prepared {}

  Prepared prepare(Batch.Part part) {
    return switch (part) {
      case EventPart event -> event(event);
      case RepeatPart repeat -> repeat(repeat.repeat());
      case Unreadable unreadable -> new Rejected(unreadable.id(), unreadable.reason());
    };
  }

  private Prepared event(EventPart part) {
    Event event = part.event();
    if (saysNothing(event)) {
      return new Rejected(event.id(), RejectReason.EMPTY);
    }
    Instant at = timing.correct(event.occurredAt());
    if (timing.olderThan(at, limits.age())) {
      return new Rejected(event.id(), RejectReason.TOO_OLD);
    }
    return new Ready(new Item(event.id(), null, 1, at, at, facts(event, part.text())));
  }

  private Prepared repeat(Repeat repeat) {
    Instant last = timing.correct(repeat.lastAt() == null ? repeat.firstAt() : repeat.lastAt());
    Instant first = repeat.firstAt() == null ? last : timing.correct(repeat.firstAt());
    if (timing.olderThan(last, limits.age())) {
      return new Rejected(repeat.id(), RejectReason.TOO_OLD);
    }
    Event event = repeat.event();
    Facts facts =
        event == null || saysNothing(event) ? null : facts(standIn(event, repeat.id()), null);
    Instant from = timing.within(limits.age(), first.isAfter(last) ? last : first);
    return new Ready(new Item(repeat.id(), repeat.of(), repeat.count(), from, last, facts));
  }

  /**
   * What is shown of a repeat whose event never arrives; under its own id, as that may yet come.
   */
  private static Event standIn(Event event, EventId id) {
    return event.toBuilder().id(id).build();
  }

  private Facts facts(Event sent, @Nullable EventText asSent) {
    Event event = scrubber.scrub(Normalizer.normalize(sent));
    Verdict verdict = grouping.apply(event);
    EventText text =
        asSent != null && event.equals(sent)
            ? asSent
            : EventText.written(EventEncoder.encode(event));
    Optional<byte[]> small = compressor.compress(project, verdict.fingerprint(), text);
    return new Facts(
        verdict,
        event.level(),
        listMessage(event),
        event.origin(),
        event.environment() == null ? "" : event.environment(),
        event.release() == null ? "" : event.release(),
        event.logger(),
        event.tags(),
        hash(event.user()),
        small.orElseGet(() -> BodyCodec.compress(text)),
        small.isPresent() ? null : Skeleton.of(event).orElse(null));
  }

  /** What a list shows of an event; null for nothing. */
  static @Nullable String listMessage(Event event) {
    String message = event.message() == null ? event.template() : event.message();
    if (message == null && !event.exceptions().isEmpty()) {
      message = event.exceptions().getFirst().message();
    }
    return message == null ? null : Texts.cut(message, MAX_LIST_MESSAGE);
  }

  /** An event of which something had to be left out is kept, whatever is left of it. */
  private static boolean saysNothing(Event event) {
    return event.message() == null
        && event.template() == null
        && event.exceptions().isEmpty()
        && event.notes().isEmpty();
  }

  private static @Nullable UserHash hash(@Nullable User user) {
    return user == null ? null : user.identity().map(UserHash::of).orElse(null);
  }
}
