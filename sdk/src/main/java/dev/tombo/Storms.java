// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells a storm of identical errors: how many of a kind went lately, and which event the others
 * repeat. Thread-safe and lock-free.
 *
 * <p>An error is looked for twice. Its {@code kind} is known at no cost. Only of a kind that has
 * used up its burst are the stack traces looked at, here on the caller's thread, to see which error
 * exactly it is. What was never queued is not remembered: it would push out what was.
 */
final class Storms {
  /** How many of a kind go by themselves at once. */
  static final int BURST = 10;

  /** How many errors are remembered. */
  private static final int KEPT = 1024;

  /** After how long one more may go by itself. */
  private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

  /** How many in a row may be taken for the same by their messages alone, and for how long. */
  private static final int MOST_TRUSTED = 63;

  private static final long TRUSTED = TimeUnit.SECONDS.toNanos(1);

  private final Recent<Fault> recent = new Recent<>(KEPT);

  /** Errors that count as identical, of which at least one event went. */
  static final class Fault {
    final long key;

    /** By when all that went would have gone, one at a time; a bucket of tokens in one number. */
    private final AtomicLong paidUntil;

    /** The newest event that went by itself. */
    private volatile String eventId;

    /** Counts those that did not, as long as it waits in the queue. */
    private volatile @Nullable Tally tally;

    /** Of a kind: the last of them whose stack trace was read. */
    private volatile @Nullable Lookalike lookalike;

    /** Of a kind: whether there are several that only their stack traces tell apart. */
    private volatile boolean mixed;

    private Fault(long key, String eventId, long now) {
      this.key = key;
      this.eventId = eventId;
      this.paidUntil = new AtomicLong(now + EVERY);
    }

    String eventId() {
      return eventId;
    }

    @Nullable Tally tally() {
      return tally;
    }

    void countsIn(Tally tally) {
      this.tally = tally;
    }

    /** Returns true if one more may go by itself, and counts it. */
    boolean mayGo(int burst, long now) {
      while (true) {
        long paid = paidUntil.get();
        if (paid - now > (burst - 1) * EVERY) {
          return false;
        }
        if (paidUntil.compareAndSet(paid, Math.max(paid - now, 0) + now + EVERY)) {
          return true;
        }
      }
    }

    /**
     * Returns which fault of this kind an error with such messages is without a look at its stack
     * trace, since the last ones with the same were all of it; null if it takes a look.
     */
    @Nullable Fault trusted(long messages, long now) {
      Lookalike last = lookalike;
      return last != null
              && !mixed
              && last.messages == messages
              && now - last.at < TRUSTED
              && last.left.getAndDecrement() > 0
          ? last.fault
          : null;
    }

    /** Notes which fault of this kind a stack trace has shown; null if a new one. */
    void saw(@Nullable Fault fault, long messages, long now) {
      Lookalike last = lookalike;
      int trust = 0;
      if (last != null && last.messages == messages) {
        mixed |= last.fault != fault;
        trust = Math.min(MOST_TRUSTED, 2 * last.trust + 1);
      }
      if (fault != null && !mixed) {
        lookalike = new Lookalike(fault, messages, trust, now);
      }
    }
  }

  /** A fault of a kind that was found by its stack trace, and how often that is taken on trust. */
  private static final class Lookalike {
    final Fault fault;
    final long messages;
    final int trust;
    final long at;
    final AtomicInteger left;

    Lookalike(Fault fault, long messages, int trust, long now) {
      this.fault = fault;
      this.messages = messages;
      this.trust = trust;
      this.at = now;
      this.left = new AtomicInteger(trust);
    }
  }

  /** Returns the fault of which an event went lately; null if none did. */
  @Nullable Fault known(long key) {
    return find(key, recent.bucket(key));
  }

  /** Notes that an event of a fault went by itself. */
  void went(long key, String eventId, long now) {
    while (true) {
      int bucket = recent.bucket(key);
      Fault known = find(key, bucket);
      if (known != null) {
        known.eventId = eventId;
        return;
      }
      if (recent.add(key, bucket, new Fault(key, eventId, now))) {
        return;
      }
    }
  }

  private @Nullable Fault find(long key, int bucket) {
    int place = recent.find(key, bucket);
    for (; place != Recent.NONE; place = recent.find(key, recent.older(place))) {
      Fault fault = recent.entry(place);
      if (fault.key == key) {
        return fault;
      }
    }
    return null;
  }
}
