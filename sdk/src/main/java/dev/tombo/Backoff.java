// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.function.LongSupplier;

/**
 * How long to wait before the next attempt: a random time up to a bound that doubles from one
 * second to a minute, so that clients that failed together do not come back together.
 */
final class Backoff {
  private static final long SECOND = 1_000_000_000L;
  private static final long MAX = 60 * SECOND;
  private static final long MIN = SECOND / 10;

  private final LongSupplier random;
  private int failures;

  Backoff(LongSupplier random) {
    this.random = random;
  }

  void reset() {
    failures = 0;
  }

  int failures() {
    return failures;
  }

  /** Counts a failure and returns the nanoseconds to wait. */
  long next() {
    long bound = Math.min(MAX, SECOND << Math.min(failures, 6));
    failures++;
    return Math.max(MIN, Math.floorMod(random.getAsLong(), bound));
  }
}
