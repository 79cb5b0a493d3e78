// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * Room for the events that may come now: a second's worth at most, refilled as time goes by. A
 * batch that is larger than the room is let in while there is any, and owes the rest, though no
 * more than a minute makes good. Not thread-safe.
 */
final class Bucket {
  /** Room is refilled in fractions, which do not add up to the last digit. */
  private static final double ROUNDING = 1e-6;

  /** The most that is owed, or one huge batch would close its project for hours. */
  private static final int MAX_DEBT_SECONDS = 60;

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

  /**
   * Takes room for events, also where there is none.
   *
   * @return how much it took
   */
  double take(int events, long rate, Instant now) {
    fill(rate, now);
    double before = room;
    room = Math.max(Math.min(before, -(double) rate * MAX_DEBT_SECONDS), before - events);
    return before - room;
  }

  /** Gives room back that was taken; what is too much is lost when it is filled next. */
  void giveBack(double taken) {
    room += taken;
  }

  /**
   * Refills at a rate, which may have changed, for each nanosecond: those who ask often would lose
   * the rest of a larger unit each time. A clock that was set back refills nothing.
   */
  private void fill(long rate, Instant now) {
    Duration since = Duration.between(filledAt, now);
    double seconds = Math.max(0, since.getSeconds() + since.getNano() / 1e9);
    room = Math.min((double) rate, room + seconds * rate);
    filledAt = now;
  }
}
