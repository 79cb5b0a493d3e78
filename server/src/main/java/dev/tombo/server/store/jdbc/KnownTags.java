// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values of tags that are known to have a row: those counted last. A row stays as long as its
 * grouping, and a grouping's number is never used again, so what is known stays true. Thread-safe.
 */
final class KnownTags {
  private static final int MOST = 50_000;

  private final Map<Value, Boolean> values = new LinkedHashMap<>(64, 0.75f, true);

  /** A value of a grouping's tag. */
  record Value(long project, long grouping, String key, String value) {}

  synchronized boolean contains(Value value) {
    return values.get(value) != null;
  }

  /** Adds what a transaction that was committed counted. */
  synchronized void add(Collection<Value> counted) {
    counted.forEach(value -> values.put(value, true));
    while (values.size() > MOST) {
      values.remove(values.keySet().iterator().next());
    }
  }
}
