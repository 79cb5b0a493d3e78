// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which issues a list holds: those that pass every filter, latest seen first, then by project and
 * number, greatest first.
 *
 * @param projects only of these; none of them is no issue
 * @param environment only seen there, with the counts and times of there
 * @param release only seen in it, with the counts and times of it
 * @param level only of this level
 * @param status only of this status; empty for all but archived
 * @param after only those that follow this place
 * @param limit how many at most, from 1
 */
public record IssueQuery(
    List<Long> projects,
    Optional<String> environment,
    Optional<String> release,
    Optional<Level> level,
    Optional<IssueStatus> status,
    Optional<Place> after,
    int limit) {

  /**
   * A place in the list.
   *
   * @param lastSeen of the item there
   * @param issue the item there
   */
  public record Place(Instant lastSeen, IssueId issue) {}
}
