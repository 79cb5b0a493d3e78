// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What projects say of their grouping, since when versions of the algorithm are in use, and the
 * stored events that show what another grouping would do. Thread-safe.
 */
public interface GroupingStore {
  /**
   * Since when a version is in use; from now on, if it was not.
   *
   * @param now the server's clock
   */
  Instant firstUsed(String version, Instant now);

  /** The rules of a project that are in force; empty for none. */
  Optional<StoredRules> rules(long project);

  /**
   * Makes rules the project's, as the version after the one that is in force.
   *
   * @param after the version that they are to follow; 0 for none
   * @throws StoreConflictException if another is in force by now
   */
  StoredRules saveRules(long project, long after, Json rules, long account, Instant at);

  /**
   * Some groupings of a project, by number, each with what was counted on it and its newest events.
   *
   * @param after only those with a greater number
   * @param limit how many groupings at most
   * @param events how many events of each at most
   */
  List<GroupingSample> samples(long project, long after, int limit, int events);

  /**
   * A version of a project's rules.
   *
   * @param version counted from 1
   * @param rules a JSON object
   */
  record StoredRules(long version, Json rules) {}

  /**
   * A grouping with some of its events.
   *
   * @param number its number
   * @param fingerprint its fingerprint
   * @param issue the number of its issue
   * @param count occurrences
   * @param bodies how many of its events have a body
   * @param events those whose bodies were read
   */
  record GroupingSample(
      long number,
      Fingerprint fingerprint,
      long issue,
      long count,
      long bodies,
      List<StoredBody> events) {}

  /**
   * An event's body.
   *
   * @param id the event
   * @param occurrences 1, or a repeat's count
   * @param body compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record StoredBody(EventId id, long occurrences, byte[] body) {}
}
