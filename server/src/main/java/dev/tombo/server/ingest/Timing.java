// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Corrects a client's clock by what it said when it sent.
 *
 * @param receivedAt the server's clock
 * @param skew what to add to the client's times
 */
public record Timing(Instant receivedAt, Duration skew) {
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  /** Differences of up to a minute are taken for the way, not the clock. */
  public static Timing of(Instant receivedAt, @Nullable Instant sentAt) {
    Duration skew = sentAt == null ? Duration.ZERO : Duration.between(sentAt, receivedAt);
    return new Timing(receivedAt, skew.abs().compareTo(TOLERANCE) > 0 ? skew : Duration.ZERO);
  }

  /** A client's time by the server's clock, never in the future; now where it gave none. */
  public Instant correct(@Nullable Instant clientTime) {
    if (clientTime == null) {
      return receivedAt;
    }
    Instant corrected = clientTime.plus(skew);
    return corrected.isAfter(receivedAt) ? receivedAt : corrected;
  }

  /** A corrected time, or the earliest within an age. */
  Instant within(Duration age, Instant at) {
    return olderThan(at, age) ? receivedAt.minus(age) : at;
  }

  /** Whether a corrected time is further back than that. */
  public boolean olderThan(Instant at, Duration age) {
    return at.isBefore(receivedAt.minus(age));
  }
}
