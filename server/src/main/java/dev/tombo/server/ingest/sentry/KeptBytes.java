// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Bytes that are gathered, each array that they need being asked for first. */
final class KeptBytes {
  private static final int FIRST = 4 << 10;

  private final IntConsumer reserve;
  private byte[] bytes = new byte[0];
  private int size;

  /**
   * No bytes yet.
   *
   * @param reserve asked for room for so many more, which it may refuse by what it throws
   */
  KeptBytes(IntConsumer reserve) {
    this.reserve = reserve;
  }

  void add(byte[] from, int at, int length) {
    if (length > bytes.length - size) {
      int capacity = Math.max(size + length, Math.max(FIRST, 2 * bytes.length));
      reserve.accept(capacity);
      bytes = Arrays.copyOf(bytes, capacity);
    }
    System.arraycopy(from, at, bytes, size, length);
    size += length;
  }

  /** What was gathered. */
  byte[] bytes() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
