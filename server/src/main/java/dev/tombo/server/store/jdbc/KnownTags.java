// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Values of tags that are known to have a row: those counted last. A row stays as long as its
 * grouping, and a grouping's number is never used again, so what is known stays true. Thread-safe.
 *
 * <p>A value is known by 64 bits that depend on all of it and on a number that nobody outside
 * knows, each in the one place that these bits give it: 2 MiB in all, where the values themselves
 * would take a hundred bytes each.
 */
final class KnownTags {
  private static final int PLACES = 1 << 18;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final AtomicLongArray places = new AtomicLongArray(PLACES);
  private final long secret;

  /** Knows nothing yet. The secret keeps senders from choosing two values of the same bits. */
  KnownTags(long secret) {
    this.secret = secret;
  }

  /** A value of a grouping's tag. */
  record Value(long project, long grouping, String key, String value) {}

  boolean contains(Value value) {
    long bits = bits(value);
    return places.get(place(bits)) == bits;
  }

  /** Adds what a transaction that was committed counted. */
  void add(Collection<Value> counted) {
    for (Value value : counted) {
      long bits = bits(value);
      places.set(place(bits), bits);
    }
  }

  private static int place(long bits) {
    return (int) (bits >>> 32) & (PLACES - 1);
  }

  private long bits(Value value) {
    long bits = mixed(secret ^ value.project());
    bits = mixed(bits ^ value.grouping());
    bits = mixed(bits ^ value.key().length());
    bits = mixed(bits, value.key());
    // 0 is a place that nothing is known of.
    return mixed(bits, value.value()) | 1;
  }

  private long mixed(long start, String text) {
    long bits = start;
    for (int i = 0; i < text.length(); i++) {
      bits = (bits ^ text.charAt(i)) * (secret | 1);
      bits ^= bits >>> 29;
    }
    return mixed(bits);
  }

  private static long mixed(long bits) {
    long mixed = (bits ^ (bits >>> 32)) * MIX;
    return mixed ^ (mixed >>> 29);
  }
}
