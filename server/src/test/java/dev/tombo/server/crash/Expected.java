// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import dev.tombo.server.crash.SentItem.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The counters that a server must show that holds certain items, each once: added up anew from what
 * was sent, by none of the server's code. The keys are those of {@code Ledger}.
 */
final class Expected {
  private static final long MILLIS_AN_HOUR = 3_600_000;

  private final Map<String, Long> counters = new HashMap<>();
  private final Set<String> users = new HashSet<>();

  private Expected() {}

  /**
   * The counters.
   *
   * @param held the items
   * @param batches of which what they discarded is counted
   */
  static Map<String, Long> counters(Collection<SentItem> held, Collection<SentBatch> batches) {
    Expected expected = new Expected();
    held.forEach(expected::add);
    batches.forEach(batch -> expected.count(batch.discarded(), "lost", SentBatch.REASON));
    expected.count(held.size(), "event numbers");
    return expected.counters;
  }

  private void add(SentItem item) {
    Origin origin = item.origin();
    String title = origin.title();
    String hour = Long.toString(item.at().toEpochMilli() / MILLIS_AN_HOUR);
    int n = item.occurrences();
    if (!counters.containsKey(key("issue", title))) {
      count(1, "issues");
    }
    count(1, "accepted");
    if (item.isRepeat()) {
      count(n, "folded");
    }
    count(n, "issue", title);
    count(n, "occurrences", title);
    count(n, "hour", title, hour, origin.environment(), origin.release());
    count(n, "slice", title, origin.environment(), "");
    count(n, "slice", title, "", origin.release());
    count(n, "slice", title, origin.environment(), origin.release());
    count(n, "tag", title, "region", origin.region());
    count(n, "value", "0", origin.environment());
    count(n, "value", "1", origin.release());
    count(n, "value", "2", "host-" + origin.region());
    count(n, "value", "3", "com.acme.Orders");
    if (users.add(key(title, origin.user()))) {
      count(1, "users", title);
      count(1, "user rows", title);
    }
    counters.merge(key("first seen", title), item.firstAt().toEpochMilli(), Math::min);
    counters.merge(key("last seen", title), item.at().toEpochMilli(), Math::max);
  }

  private void count(long n, String... parts) {
    counters.merge(key(parts), n, Long::sum);
  }

  /** The key of a counter. */
  static String key(String... parts) {
    return String.join("|", parts);
  }
}
