// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
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
}
