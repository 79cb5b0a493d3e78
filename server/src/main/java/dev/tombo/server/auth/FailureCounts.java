// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What failed lately under some keys, and until when those have to wait for it. Beyond a number of
 * keys, the one that failed longest ago is forgotten. Thread-safe.
 */
final class FailureCounts {
  private final Rule rule;
  private final int most;
  private final Map<String, Count> counts = new LinkedHashMap<>();

  /**
   * None so far.
   *
   * @param most how many keys at most
   */
  FailureCounts(Rule rule, int most) {
    this.rule = rule;
    this.most = most;
  }

  /** How long a key has to wait; zero where it need not. */
  synchronized Duration wait(String key, Instant now) {
    Count count = counts.get(key);
    Instant until = count == null ? now : rule.waitsUntil(count);
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  synchronized void add(String key, Instant now) {
    // Taken out first, so that it comes last in the order in which they are forgotten.
    Count known = counts.remove(key);
    Count next =
        known != null && now.isBefore(rule.forgottenAt(known))
            ? new Count(known.failures() + 1, known.first(), now)
            : new Count(1, now, now);
    counts.put(key, next);
    if (counts.size() > most) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  synchronized void clear(String key) {
    counts.remove(key);
  }

  /**
   * The failures of a key.
   *
   * @param failures how many
   * @param first when the first was
   * @param last when the last was
   */
  record Count(int failures, Instant first, Instant last) {}

  /** What follows from failures. */
  interface Rule {
    /** When the next attempt may be made; a time that has passed for at once. */
    Instant waitsUntil(Count count);

    /** From when on the next failure is a first one again. */
    Instant forgottenAt(Count count);
  }
}
