// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes ids of events and batches: UUIDs of version 7 (RFC 9562) in 32 hexadecimal digits. Ids of
 * one instance ascend, also within a millisecond and when the clock steps back. Lock-free.
 */
final class Ids {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Time time;
  private final LongSupplier random;

  /** The newest id's 48 bits of milliseconds and 12 bits of counter. Only ever grows. */
  private final AtomicLong newest = new AtomicLong();

  Ids(Time time, LongSupplier random) {
    this.time = time;
    this.random = random;
  }

  /**
   * Returns a source of random bits that neither locks nor blocks: SplitMix64 (Steele, Lea and
   * Flood 2014), seeded once by the platform's secure source so that processes which start together
   * differ.
   */
  static LongSupplier seededRandom() {
    AtomicLong state = new AtomicLong(new SecureRandom().nextLong());
    return () -> {
      long z = state.getAndAdd(0x9E3779B97F4A7C15L);
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    };
  }

  String next() {
    long now = time.now().toEpochMilli() << 12;
    long stamp = newest.updateAndGet(last -> Math.max(last + 1, now));
    long high = (stamp >>> 12) << 16 | 0x7000L | (stamp & 0xFFF);
    long low = random.getAsLong() >>> 2 | 0x8000000000000000L;
    char[] digits = new char[32];
    write(high, digits, 0);
    write(low, digits, 16);
    return new String(digits);
  }

  private static void write(long bits, char[] digits, int from) {
    for (int i = 0; i < 16; i++) {
      digits[from + i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xF];
    }
  }
}
