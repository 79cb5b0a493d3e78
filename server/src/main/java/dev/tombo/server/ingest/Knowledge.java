// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.ingest.OverLimitException.Limit;
import dev.tombo.server.model.ProjectLimits;
import dev.tombo.server.store.ProjectStore.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a project's allowance. One caller at a time reads it from the store, every few
 * seconds; the others go by what was known before. Thread-safe.
 */
final class Knowledge {
  private static final Duration MEMORY = Duration.ofSeconds(5);
  private static final Duration MEMORY_OF_FAILURE = Duration.ofSeconds(1);

  private final LongFunction<Allowance> allowanceOfDay;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Known known;
  private @Nullable Reading reading;
  private @Nullable Failure failure;

  /**
   * What was read, for which day and when.
   *
   * @param counted what was committed here since the reading began, and may stand in it as well
   */
  record Known(Allowance allowance, long day, Instant readAt, long counted) {
    /** The quota that is used up on a day, by what was read alone: nothing in it is twice. */
    Optional<Limit> usedUp(long today) {
      return reached(today, 0);
    }

    /** Whether it need not be read again; it need be before a quota is found used up. */
    private boolean holds(long today, Instant now) {
      return today == day
          && isWithin(MEMORY, readAt, now)
          && (usedUp(day).isPresent() || reached(day, counted).isEmpty());
    }

    private Optional<Limit> reached(long today, long more) {
      ProjectLimits limits = allowance.limits();
      boolean sameMonth =
          YearMonth.from(LocalDate.ofEpochDay(today))
              .equals(YearMonth.from(LocalDate.ofEpochDay(day)));
      if (reaches(limits.monthly(), sameMonth ? allowance.inMonth() + more : 0)) {
        return Optional.of(Limit.MONTHLY_QUOTA);
      }
      return reaches(limits.daily(), today == day ? allowance.onDay() + more : 0)
          ? Optional.of(Limit.DAILY_QUOTA)
          : Optional.empty();
    }

    private static boolean reaches(OptionalLong quota, long accepted) {
      return quota.isPresent() && accepted >= quota.getAsLong();
    }

    private Known counting(long items) {
      return new Known(allowance, day, readAt, counted + items);
    }
  }

  /** A reading that is under way, and what was committed here since it began. */
  private static final class Reading {
    private final CompletableFuture<Known> result = new CompletableFuture<>();
    private final long day;
    private long counted;

    Reading(long day) {
      this.day = day;
    }
  }

  private record Failure(RuntimeException cause, Instant at) {
    boolean holds(Instant now) {
      return isWithin(MEMORY_OF_FAILURE, at, now);
    }
  }

  /** Nothing is known yet. */
  Knowledge(LongFunction<Allowance> allowanceOfDay, Duration patience) {
    this.allowanceOfDay = allowanceOfDay;
    this.patience = patience;
  }

  /**
   * What is known, read where need be and possible.
   *
   * @throws BusyException if nothing is, and another caller does not get it in time
   */
  Known current(long day, Instant now) {
    Reading mine = new Reading(day);
    Reading theirs;
    lock.lock();
    try {
      theirs = reading;
      Known last = known;
      Failure failed = failure != null && failure.holds(now) ? failure : null;
      if (last != null && (theirs != null || failed != null || last.holds(day, now))) {
        return last;
      }
      if (theirs == null && failed != null) {
        throw failed.cause();
      }
      if (theirs == null) {
        reading = mine;
      }
    } finally {
      lock.unlock();
    }
    return theirs == null ? read(mine, now) : await(theirs);
  }

  /** Counts what was committed here. */
  void count(int items, long day) {
    lock.lock();
    try {
      if (known != null && known.day() == day) {
        known = known.counting(items);
      }
      if (reading != null && reading.day == day) {
        reading.counted += items;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Knows nothing any more, and does not learn it from a reading that is under way. */
  void forget() {
    lock.lock();
    try {
      known = null;
      reading = null;
      failure = null;
    } finally {
      lock.unlock();
    }
  }

  private Known read(Reading mine, Instant now) {
    try {
      Known found = learn(mine, allowanceOfDay.apply(mine.day), now);
      mine.result.complete(found);
      return found;
    } catch (RuntimeException e) {
      mine.result.completeExceptionally(e);
      return lastKnown(mine, new Failure(e, now));
    } finally {
      end(mine);
    }
  }

  private Known learn(Reading mine, Allowance allowance, Instant now) {
    lock.lock();
    try {
      Known found = new Known(allowance, mine.day, now, mine.counted);
      if (reading == mine) {
        known = found;
        failure = null;
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Known lastKnown(Reading mine, Failure met) {
    lock.lock();
    try {
      if (reading == mine) {
        failure = met;
      }
      if (known == null) {
        throw met.cause();
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever became of it, nobody waits for it any more. */
  private void end(Reading mine) {
    lock.lock();
    try {
      if (reading == mine) {
        reading = null;
      }
    } finally {
      lock.unlock();
    }
    mine.result.completeExceptionally(new BusyException("the project's limits cannot be read now"));
  }

  private Known await(Reading theirs) {
    try {
      return theirs.result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new BusyException("the project's limits cannot be read now");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("interrupted");
    }
  }

  /** A clock that was set back ends every memory. */
  private static boolean isWithin(Duration memory, Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return !age.isNegative() && age.compareTo(memory) < 0;
  }
}
