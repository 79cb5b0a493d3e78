// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.IssueId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Counts by time of several issues, in as few bytes as lists with a small chart in each row want.
 *
 * @param since when the first interval begins
 * @param items an issue each
 */
record StatsOfMany(Instant since, List<Counts> items) {
  /**
   * One issue's.
   *
   * @param counts of each interval, oldest first
   */
  record Counts(String id, List<Long> counts) {}

  static StatsOfMany of(
      HourRange range, List<IssueId> ids, Map<IssueId, SortedMap<Long, Long>> hours) {
    return new StatsOfMany(
        range.start(),
        ids.stream().map(id -> new Counts(id.toString(), counts(range, hours, id))).toList());
  }

  private static List<Long> counts(
      HourRange range, Map<IssueId, SortedMap<Long, Long>> hours, IssueId id) {
    return range.counts(hours.getOrDefault(id, Collections.emptySortedMap()));
  }
}
