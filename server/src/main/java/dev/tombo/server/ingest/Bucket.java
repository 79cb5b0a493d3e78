// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * Room for the events that may come now: a second's worth at most, refilled as time goes by. A
 * batch that is larger than the room is let in while there is any, and owes the rest. Not
 * thread-safe.
 */
final class Bucket {
  /** Room is refilled in fractions, which do not add up to the last digit. */
  private static final double ROUNDING = 1e-6;

  private double room;
  private Instant filledAt;

  /**
   * A full bucket.
   *
   * @param rate events a second, from 1
   */
  Bucket(long rate, Instant now) {
    this.room = rate;
    this.filledAt = now;
  }

  /** How long it is until there is room for an event; zero while there is. */
  Duration untilRoom(long rate, Instant now) {
    fill(rate, now);
    double missing = 1 - room;
    return missing <= ROUNDING
        ? Duration.ZERO
        : Duration.ofMillis((long) Math.ceil(missing / rate * 1000));
  }

  /** Takes room for events, also where there is none. */
  void take(int events, long rate, Instant now) {
    fill(rate, now);
    room -= events;
  }

  /** Refills at a rate, which may have changed. A clock that was set back refills nothing. */
  private void fill(long rate, Instant now) {
    double seconds = Math.max(0, Duration.between(filledAt, now).toMillis() / 1000.0);
    room = Math.min((double) rate, room + seconds * rate);
    filledAt = now;
  }
}
