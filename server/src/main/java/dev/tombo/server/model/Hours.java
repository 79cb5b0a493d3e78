// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.time.Instant;

/** Hours since 1970 in UTC, by which counts are kept. */
public final class Hours {
  private static final long SECONDS = 3600;

  private Hours() {}

  /** The hour that a time is in. */
  public static long of(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), SECONDS);
  }

  /** When an hour begins. */
  public static Instant start(long hour) {
    return Instant.ofEpochSecond(hour * SECONDS);
  }
}
