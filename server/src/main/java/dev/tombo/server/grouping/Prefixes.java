// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import java.util.Arrays;

/**
 * Beginnings of names, none of which begins another. Sorted, so that a name that has one of them
 * has the greatest that is not beyond it.
 */
final class Prefixes {
  private final String[] sorted;

  Prefixes(String... prefixes) {
    sorted = prefixes.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].startsWith(sorted[i - 1])) {
        throw new IllegalArgumentException("prefixes: " + sorted[i - 1] + " begins " + sorted[i]);
      }
    }
  }

  /** Whether a name begins with one of them. */
  boolean begin(String name) {
    int place = Arrays.binarySearch(sorted, name);
    int last = place >= 0 ? place : -place - 2;
    return last >= 0 && name.startsWith(sorted[last]);
  }
}
