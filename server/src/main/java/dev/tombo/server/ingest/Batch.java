// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Discard;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.Repeat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request brought, decoded, whichever protocol brought it.
 *
 * @param id the client's identity of the batch; null where it gave none
 * @param sentAt the client's clock when it sent; null where it did not say
 * @param parts in the order sent
 * @param discards what the client gave up
 */
public record Batch(
    @Nullable EventId id, @Nullable Instant sentAt, List<Part> parts, List<Discard> discards) {

  /** One event or repeat, or what could not be read as one. */
  public sealed interface Part {
    /** Its identity, where that could be read. */
    @Nullable EventId id();
  }

  /**
   * An event.
   *
   * @param event it
   * @param text its JSON as it was sent; null where that says something else, or is of another
   *     protocol
   */
  public record EventPart(Event event, @Nullable EventText text) implements Part {
    /** An event that is to be written anew. */
    public EventPart(Event event) {
      this(event, null);
    }

    @Override
    public EventId id() {
      return event.id();
    }
  }

  /** A repeat. */
  public record RepeatPart(Repeat repeat) implements Part {
    @Override
    public EventId id() {
      return repeat.id();
    }
  }

  /** A part that cannot be stored. */
  public record Unreadable(@Nullable EventId id, RejectReason reason) implements Part {}
}
