// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.ingest.OverLimitException.Limit;
import dev.tombo.server.store.ProjectStore.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one project takes now: what the store says, read every few seconds, and what was taken here
 * since. Thread-safe.
 */
final class Gate {
  private static final Duration MEMORY = Duration.ofSeconds(5);
  private static final long SECONDS_A_DAY = 86_400;

  private final LongFunction<Allowance> allowanceOfDay;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Known known;
  private @Nullable Bucket bucket;

  /** What was read, when and for which day; and what was accepted since. */
  private record Known(Allowance allowance, Instant readAt, long day, long since) {
    boolean holds(Instant now) {
      Duration age = Duration.between(readAt, now);
      return day == dayOf(now) && !age.isNegative() && age.compareTo(MEMORY) < 0;
    }

    long accepted() {
      return allowance.accepted() + since;
    }
  }

  /**
   * A gate.
   *
   * @param allowanceOfDay reads what the project may take, and took on a day since 1970 in UTC
   */
  Gate(LongFunction<Allowance> allowanceOfDay) {
    this.allowanceOfDay = allowanceOfDay;
  }

  /**
   * Lets a batch in.
   *
   * @throws OverLimitException if the project takes none now
   */
  void ask(Instant now) {
    lock.lock();
    try {
      Known current = current(now);
      var quota = current.allowance().dailyQuota();
      if (quota.isPresent() && current.accepted() >= quota.getAsLong()) {
        Instant midnight = Instant.ofEpochSecond((dayOf(now) + 1) * SECONDS_A_DAY);
        throw new OverLimitException(Limit.QUOTA, Duration.between(now, midnight));
      }
      var rate = current.allowance().rateLimit();
      if (rate.isPresent()) {
        Duration wait = bucket(rate.getAsLong(), now).untilRoom(rate.getAsLong(), now);
        if (!wait.isZero()) {
          throw new OverLimitException(Limit.RATE, wait);
        }
      } else {
        bucket = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Charges a batch of so many events to the rate. */
  void charge(int events, Instant now) {
    lock.lock();
    try {
      var rate = current(now).allowance().rateLimit();
      if (rate.isPresent()) {
        bucket(rate.getAsLong(), now).take(events, rate.getAsLong(), now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts what was committed, until it is read from the store. */
  void accepted(int items, Instant receivedAt) {
    lock.lock();
    try {
      if (known != null && known.day() == dayOf(receivedAt)) {
        known = new Known(known.allowance(), known.readAt(), known.day(), known.since() + items);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Reads from the store when it is asked next. */
  void forget() {
    lock.lock();
    try {
      known = null;
    } finally {
      lock.unlock();
    }
  }

  private Known current(Instant now) {
    Known current = known;
    if (current == null || !current.holds(now)) {
      current = new Known(allowanceOfDay.apply(dayOf(now)), now, dayOf(now), 0);
      known = current;
    }
    return current;
  }

  private Bucket bucket(long rate, Instant now) {
    Bucket current = bucket == null ? new Bucket(rate, now) : bucket;
    bucket = current;
    return current;
  }

  private static long dayOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
  }
}
