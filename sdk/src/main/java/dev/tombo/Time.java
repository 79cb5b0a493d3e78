// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Instant;

/** The clock, passed in so that tests own it. Thread-safe. */
interface Time {
  Time SYSTEM =
      new Time() {
        @Override
        public Instant now() {
          return Instant.ofEpochMilli(System.currentTimeMillis());
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      };

  /** Returns the time of day, to the millisecond. */
  Instant now();

  /** Returns a count of nanoseconds that only differences of mean something. */
  long nanos();
}
