// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was found wrong, in words. Thread-safe. */
final class Findings {
  private static final int SHOWN = 10;

  private final List<String> found = new ArrayList<>();

  synchronized void add(String finding) {
    found.add(finding);
  }

  synchronized boolean none() {
    return found.isEmpty();
  }

  /** Finds fault with any of these. */
  void none(String what, Collection<String> these) {
    if (!these.isEmpty()) {
      add(these.size() + " " + what + ": " + shown(these));
    }
  }

  /** Finds fault with each number that is not what it should be; absent is 0. */
  void same(String what, Map<String, Long> expected, Map<String, Long> actual) {
    List<String> wrong = new ArrayList<>();
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(actual.keySet());
    for (String key : keys) {
      long right = expected.getOrDefault(key, 0L);
      long is = actual.getOrDefault(key, 0L);
      if (right != is) {
        wrong.add("[" + key + "] is " + is + ", should be " + right);
      }
    }
    none("wrong numbers " + what, wrong);
  }

  @Override
  public synchronized String toString() {
    return String.join("\n", found.subList(0, Math.min(found.size(), 4 * SHOWN)));
  }

  private static String shown(Collection<String> these) {
    String first = String.join(", ", these.stream().sorted().limit(SHOWN).toList());
    return these.size() > SHOWN ? first + ", ..." : first;
  }
}
