// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.ingest.OverLimitException.Limit;
import dev.tombo.server.store.ProjectStore.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What one project takes now: its quotas as they are known, and its rate. Thread-safe. */
final class Gate {
  private static final long SECONDS_A_DAY = 86_400;

  private final Knowledge knowledge;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Bucket bucket;

  /**
   * A gate.
   *
   * @param allowanceOfDay reads what the project may take, and took on a day since 1970 in UTC
   * @param patience how long to wait while another reads it, where nothing is known yet
   */
  Gate(LongFunction<Allowance> allowanceOfDay, Duration patience) {
    this.knowledge = new Knowledge(allowanceOfDay, patience);
  }

  /**
   * Lets a batch in.
   *
   * @throws OverLimitException if the project takes none now
   */
  void ask(Instant now) {
    long day = dayOf(now);
    Knowledge.Known current = knowledge.current(day, now);
    Optional<Limit> usedUp = current.usedUp(day);
    if (usedUp.isPresent()) {
      throw new OverLimitException(usedUp.get(), Duration.between(now, end(usedUp.get(), day)));
    }
    var rate = current.allowance().limits().rate();
    lock.lock();
    try {
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

  /**
   * Charges a batch of so many events to the rate.
   *
   * @return what it was charged
   */
  double charge(int events, Instant now) {
    var rate = knowledge.current(dayOf(now), now).allowance().limits().rate();
    if (rate.isEmpty()) {
      return 0;
    }
    lock.lock();
    try {
      return bucket(rate.getAsLong(), now).take(events, rate.getAsLong(), now);
    } finally {
      lock.unlock();
    }
  }

  /** Gives back what a batch was charged that came to nothing. */
  void refund(double charged) {
    lock.lock();
    try {
      if (bucket != null) {
        bucket.giveBack(charged);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts what was committed, until it is read from the store. */
  void accepted(int items, Instant receivedAt) {
    knowledge.count(items, dayOf(receivedAt));
  }

  /** Reads from the store when it is asked next. */
  void forget() {
    knowledge.forget();
  }

  private Bucket bucket(long rate, Instant now) {
    Bucket current = bucket == null ? new Bucket(rate, now) : bucket;
    bucket = current;
    return current;
  }

  /** When a quota that is used up on a day begins anew. */
  private static Instant end(Limit quota, long day) {
    LocalDate today = LocalDate.ofEpochDay(day);
    LocalDate next =
        quota == Limit.MONTHLY_QUOTA ? today.plusMonths(1).withDayOfMonth(1) : today.plusDays(1);
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static long dayOf(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY);
  }
}
