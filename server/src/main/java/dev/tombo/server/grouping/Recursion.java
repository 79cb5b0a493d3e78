// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the calls of a recursion one, however deep it went and wherever in its circle the stack was
 * cut off.
 */
final class Recursion {
  private static final int DEEP = 50;
  private static final int OFTEN = 5;
  private static final double MOST = 0.8;

  private Recursion() {}

  /**
   * The calls without repetition next to each other; and of a deep stack that is mostly a few calls
   * over and over, only those few, sorted.
   */
  static List<String> collapse(List<String> calls) {
    Map<String, Integer> counts = new TreeMap<>();
    calls.forEach(call -> counts.merge(call, 1, Integer::sum));
    counts.values().removeIf(count -> count < OFTEN);
    int repeated = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (calls.size() >= DEEP && repeated > MOST * calls.size()) {
      return List.copyOf(counts.keySet());
    }
    List<String> collapsed = new ArrayList<>();
    for (String call : calls) {
      if (collapsed.isEmpty() || !collapsed.getLast().equals(call)) {
        collapsed.add(call);
      }
    }
    return collapsed;
  }
}
