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
 * @param items in the order sent
 * @param discards what the client gave up
 */
public record Batch(
    @Nullable EventId id, @Nullable Instant sentAt, List<Item> items, List<Discard> discards) {

  /** One event or repeat, or what could not be read as one. */
  public sealed interface Item {}

  /** An event. */
  public record EventItem(Event event) implements Item {}

  /** A repeat. */
  public record RepeatItem(Repeat repeat) implements Item {}

  /** An item that cannot be stored; its id where that could be read. */
  public record Unreadable(@Nullable EventId id, RejectReason reason) implements Item {}
}
