// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells a storm of identical errors: how many of a kind went lately, and which event the others
 * repeat. Thread-safe and lock-free.
 *
 * <p>An error is looked for twice. Its {@code kind} is known at no cost. Only of a kind that has
 * used up its burst are the stack traces read, here on the caller's thread, to see which error
 * exactly it is.
 */
final class Storms {
  /** How many of a kind go by themselves at once. */
  static final int BURST = 10;

  /** After how long one more may go by itself. */
  private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

  private final Recent<Fault> recent = new Recent<>();
  private final Time time;

  Storms(Time time) {
    this.time = time;
  }

  /** Errors that count as identical. */
  static final class Fault {
    /** By when all that went would have gone, one at a time; a bucket of tokens in one number. */
    private final AtomicLong paidUntil;

    /** The newest event that went by itself; null if none ever did. */
    private volatile @Nullable String eventId;

    /** Counts those that did not, as long as it waits in the queue. */
    private volatile @Nullable Tally tally;

    private Fault(long now) {
      paidUntil = new AtomicLong(now);
    }

    boolean isNew() {
      return eventId == null;
    }

    @Nullable String eventId() {
      return eventId;
    }

    void went(String id) {
      eventId = id;
    }

    @Nullable Tally tally() {
      return tally;
    }

    void countsIn(Tally tally) {
      this.tally = tally;
    }
  }

  Fault fault(long key) {
    while (true) {
      Recent.Node<Fault> bucket = recent.bucket(key);
      for (Recent.Node<Fault> node = bucket; node != null; node = node.older) {
        if (node.hash == key) {
          return node.entry;
        }
      }
      Fault added = new Fault(time.nanos());
      if (recent.add(key, bucket, added)) {
        return added;
      }
    }
  }

  /** Returns true if one more may go by itself, and counts it. */
  boolean mayGo(Fault fault, int burst) {
    while (true) {
      long now = time.nanos();
      long paid = fault.paidUntil.get();
      if (paid - now > (burst - 1) * EVERY) {
        return false;
      }
      if (fault.paidUntil.compareAndSet(paid, Math.max(paid - now, 0) + now + EVERY)) {
        return true;
      }
    }
  }
}
