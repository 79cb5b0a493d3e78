// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.store.DigestTransaction.SliceChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds up what issues' slices gain by occurrences in environments and releases: each counts in the
 * slice of both, in that of either, and in the whole. Not thread-safe.
 */
public final class SliceSums {
  private final Map<Slice, SliceChange> sums = new LinkedHashMap<>();

  private record Slice(long issue, String environment, String release) {}

  /** Adds occurrences of one environment and one release. */
  public void add(SliceChange change) {
    long issue = change.issue();
    Set<Slice> around = new LinkedHashSet<>();
    around.add(new Slice(issue, "", ""));
    around.add(new Slice(issue, change.environment(), ""));
    around.add(new Slice(issue, "", change.release()));
    around.add(new Slice(issue, change.environment(), change.release()));
    for (Slice slice : around) {
      sums.merge(slice, in(slice, change), SliceSums::sum);
    }
  }

  /** What each slice gains. */
  public List<SliceChange> changes() {
    return List.copyOf(sums.values());
  }

  private static SliceChange in(Slice slice, SliceChange change) {
    return new SliceChange(
        slice.issue(),
        slice.environment(),
        slice.release(),
        change.count(),
        change.firstSeen(),
        change.lastSeen());
  }

  private static SliceChange sum(SliceChange one, SliceChange other) {
    Instant first = one.firstSeen();
    Instant last = one.lastSeen();
    return new SliceChange(
        one.issue(),
        one.environment(),
        one.release(),
        one.count() + other.count(),
        first.isBefore(other.firstSeen()) ? first : other.firstSeen(),
        last.isAfter(other.lastSeen()) ? last : other.lastSeen());
  }
}
