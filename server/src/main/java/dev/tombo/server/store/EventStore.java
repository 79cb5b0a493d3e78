// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads events. Thread-safe. */
public interface EventStore {
  /** One event that has a body. */
  Optional<EventRow> find(long project, EventId id);

  /**
   * An issue's events that have a body, newest arrival first.
   *
   * @param before only those with a smaller number
   * @param limit how many at most, from 1
   */
  Page<EventRow> ofIssue(IssueId issue, OptionalLong before, int limit);

  /**
   * Some of a project's events that have a body, in the order in which they are kept.
   *
   * @param after only those behind this place
   */
  List<PlacedEvent> inOrder(long project, EventPlace after, int limit);

  /**
   * Where an event is kept.
   *
   * @param grouping the number of its grouping
   * @param number its own
   */
  record EventPlace(long grouping, long number) {
    /** Before all of them. */
    public static final EventPlace START = new EventPlace(0, 0);
  }

  /** An event and where it is kept. */
  record PlacedEvent(EventPlace place, EventRow row) {}
}
