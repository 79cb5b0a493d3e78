// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until it is told to go on. */
final class ManualTime implements Time {
  private Instant now = Instant.parse("2026-11-23T12:00:00.123Z");
  private long nanos = 1_000;

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
    nanos += duration.toNanos();
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }
}
