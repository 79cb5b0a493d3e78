// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How many answers of each status there were, and how long clients waited for them; a status of 0
 * is none. Thread-safe.
 */
final class AnswerTimes {
  private final Map<Integer, LongSummaryStatistics> nanos = new TreeMap<>();

  synchronized void add(int status, long time) {
    nanos.computeIfAbsent(status, s -> new LongSummaryStatistics()).accept(time);
  }

  /** How many were of a status. */
  synchronized long count(int status) {
    LongSummaryStatistics times = nanos.get(status);
    return times == null ? 0 : times.getCount();
  }

  /** The longest wait for any, in seconds. */
  synchronized double longestSeconds() {
    return nanos.values().stream().mapToLong(LongSummaryStatistics::getMax).max().orElse(0)
        / (double) TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public synchronized String toString() {
    return nanos.entrySet().stream()
        .map(
            of ->
                String.format(
                    Locale.ROOT,
                    "%s: %,d (%.0f ms in the mean, %,.0f at most)",
                    of.getKey() == 0 ? "cut off" : of.getKey(),
                    of.getValue().getCount(),
                    of.getValue().getAverage() / 1e6,
                    of.getValue().getMax() / 1e6))
        .collect(Collectors.joining("; "));
  }
}
