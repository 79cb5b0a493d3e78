// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Puts rows in the order of their keys, in which concurrent writers meet them without deadlock. */
final class Sorted {
  private Sorted() {}

  /**
   * The rows in order.
   *
   * @throws IllegalArgumentException if two have one key: PostgreSQL refuses to change a row twice
   *     in a statement, and SQLite would do it
   */
  static <R> List<R> byKey(Collection<R> rows, Comparator<R> key) {
    List<R> sorted = rows.stream().sorted(key).toList();
    Iterator<R> next = sorted.iterator();
    if (next.hasNext()) {
      R last = next.next();
      while (next.hasNext()) {
        R row = next.next();
        if (key.compare(last, row) == 0) {
          throw new IllegalArgumentException("rows: two of one key, " + last + " and " + row);
        }
        last = row;
      }
    }
    return sorted;
  }
}
