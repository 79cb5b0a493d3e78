// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads issues, never scanning events, and does with them what people decide. Thread-safe. */
public interface IssueStore {
  /** The page that the query asks for. */
  Page<IssueRow> list(IssueQuery query);

  /** One issue, whatever its status. */
  Optional<IssueRow> find(IssueId id);

  /** The fingerprints of the groupings that an issue owns, oldest first; none for no issue. */
  List<Fingerprint> fingerprints(IssueId id);

  /**
   * An issue's occurrences by hours since 1970 in UTC, those hours that have any.
   *
   * @param from the first hour
   * @param to the hour after the last
   */
  default SortedMap<Long, Long> hours(IssueId id, long from, long to) {
    return hours(List.of(id), from, to).getOrDefault(id, Collections.emptySortedMap());
  }

  /** The same of several issues, each of which is in the answer. */
  Map<IssueId, SortedMap<Long, Long>> hours(Collection<IssueId> ids, long from, long to);

  /**
   * Does something with issues of a project, in one transaction, and remembers who did it.
   *
   * @return what became of each number
   */
  Map<Long, ActionOutcome> act(
      long project, Collection<Long> issues, IssueAction action, long account, Instant at);

  /** What became of an issue that something was to be done with. */
  enum ActionOutcome {
    DONE,
    /** It was so already. */
    UNCHANGED,
    NOT_FOUND;

    /** The lower-case name, as the API writes it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
