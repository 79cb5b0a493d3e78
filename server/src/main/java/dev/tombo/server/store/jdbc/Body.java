// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The body of an event that has one.
 *
 * @param grouping its grouping's number
 * @param number its own
 * @param id its event
 * @param bytes compressed
 */
@SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
record Body(long grouping, long number, EventId id, byte[] bytes) {
  static final Comparator<Body> ORDER =
      Comparator.comparingLong(Body::grouping).thenComparingLong(Body::number);

  /** The body of an event, if it has one. */
  static Stream<Body> of(NewEvent event) {
    byte[] bytes = event.body();
    return bytes == null
        ? Stream.empty()
        : Stream.of(new Body(event.grouping(), event.number(), event.id(), bytes));
  }
}
