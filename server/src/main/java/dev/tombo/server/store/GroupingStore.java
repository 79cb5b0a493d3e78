// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.RegroupStore.Author;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What projects say of their grouping, since when versions of the algorithm are in use, and the
 * stored events that show what another grouping would do. Thread-safe.
 */
public interface GroupingStore extends Audited<GroupingStore> {
  /**
   * Since when a version is in use; from now on, if it was not.
   *
   * @param now the server's clock
   */
  Instant firstUsed(String version, Instant now);

  /** The rules of a project that are in force; empty for none. */
  Optional<StoredRules> rules(long project);

  /**
   * Makes rules the project's, as the version after the one that is in force, and gives issues the
   * groupings that events will have by them. Fingerprints that are known, or whose issue is not
   * there, stay as they are.
   *
   * @param after the version that they are to follow; 0 for none
   * @param owners the issues' numbers by the fingerprints
   * @throws StoreConflictException if another is in force by now; nothing was done
   */
  StoredRules changeRules(
      long project, long after, Json rules, Map<Fingerprint, Long> owners, Author author);

  /**
   * Some groupings of a project, by number.
   *
   * @param after only those with a greater number
   * @param limit how many at most
   */
  List<GroupingRow> groupings(long project, long after, int limit);

  /**
   * Some bodies of a grouping's events, the newest first.
   *
   * @param before only those of events with a smaller number
   * @param limit how many at most
   */
  List<StoredBody> bodies(long project, long grouping, long before, int limit);

  /**
   * A version of a project's rules.
   *
   * @param version counted from 1
   * @param rules a JSON object
   */
  record StoredRules(long version, Json rules) {}

  /**
   * A grouping and what is kept of its events.
   *
   * @param number its number
   * @param issue the number of its issue
   * @param count occurrences
   * @param bodies how many of its events have a body
   * @param shown how many of the occurrences these stand for
   */
  record GroupingRow(long number, long issue, long count, long bodies, long shown) {}

  /**
   * An event's body.
   *
   * @param event the number of the event
   * @param occurrences 1, or a repeat's count
   * @param body compressed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record StoredBody(long event, long occurrences, byte[] body) {}
}
