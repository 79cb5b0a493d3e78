// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the queue, in batches, and sends them: one batch at a time, the next only when
 * the fate of the one before is known. It knows when to send; {@link Delivery} knows how.
 *
 * <p>{@link #step} does one piece of work and says how long to wait before the next, so that a test
 * can be the thread. Only {@link #offered}, {@link #hurry}, {@link #close} and {@link #abort} may
 * be called by other threads.
 */
final class Worker implements Runnable {
  /** Nothing to do until somebody calls. */
  static final long IDLE = Long.MAX_VALUE;

  /** Nothing to do ever again. */
  static final long STOP = -1;

  private static final int NEVER = Integer.MAX_VALUE;
  private static final long BRIEFLY = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long AFTER_FAULT = TimeUnit.SECONDS.toNanos(1);

  private final TomboOptions options;
  private final EventQueue queue;
  private final Ledger ledger;
  private final Time time;
  private final Trouble trouble;
  private final Batcher batcher;
  private final Delivery delivery;
  private final ArrayDeque<Batch> outbox = new ArrayDeque<>();
  private final int fullAt;
  private final CountDownLatch ended = new CountDownLatch(1);

  private boolean farewellMade;
  private volatile @Nullable Thread thread;

  /** How many events in the queue are worth waking the thread for. */
  private volatile int wakeAt = NEVER;

  private final AtomicLong urgentUpTo = new AtomicLong();
  private volatile boolean closing;
  private volatile long closeDeadline;
  private volatile boolean aborted;

  Worker(
      TomboOptions options,
      EventQueue queue,
      Ledger ledger,
      Transport transport,
      Ids ids,
      Time time,
      Backoff backoff,
      Trouble trouble) {
    this.options = options;
    this.queue = queue;
    this.ledger = ledger;
    this.time = time;
    this.trouble = trouble;
    this.fullAt = Math.min(options.maxBatchEvents, options.maxQueueEvents);
    this.batcher = new Batcher(options, queue, ledger, ids);
    this.delivery = new Delivery(transport, ledger, ids, time, backoff, trouble);
  }

  /** Says that an event was put into the queue. */
  void offered() {
    int worth = wakeAt;
    if (worth != NEVER && (queue.size() >= worth || queue.bytes() >= options.maxBatchBytes)) {
      wakeAt = NEVER;
      try {
        wake();
      } catch (Throwable outOfStack) {
        // Or nobody would wake the thread ever again.
        wakeAt = worth;
        throw outOfStack;
      }
    }
  }

  /** Asks for the first so many events ever captured to be sent without waiting for others. */
  void hurry(long upTo) {
    urgentUpTo.accumulateAndGet(upTo, Math::max);
    wake();
  }

  /** Asks for everything in the queue to be sent, and the work to end, before the deadline. */
  void close(long deadline) {
    closeDeadline = deadline;
    closing = true;
    wake();
  }

  /** Ends the work at the next occasion, whatever is left. */
  void abort() {
    aborted = true;
    delivery.cancel();
    wake();
  }

  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /** Works until closed. No fault ends it: an SDK that falls silent unnoticed is worse. */
  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      for (long wait = guardedStep(); wait != STOP; wait = guardedStep()) {
        if (wait > 0) {
          park(wait);
        }
      }
    } finally {
      ledger.seal(queue.accepted());
      delivery.close();
      ended.countDown();
    }
  }

  private long guardedStep() {
    try {
      return step();
    } catch (Throwable fault) {
      trouble.tell("worker", "The sending of events failed and goes on", fault);
      return aborted ? STOP : AFTER_FAULT;
    }
  }

  /** Does one piece of work; returns the nanoseconds to wait, {@link #IDLE} or {@link #STOP}. */
  long step() {
    if (aborted) {
      return STOP;
    }
    if (outbox.isEmpty()) {
      long wait = untilNextBatch();
      if (wait != 0) {
        return wait;
      }
      Batch batch = batcher.next();
      if (batch == null) {
        return 0;
      }
      outbox.add(batch);
    }
    boolean ending = closing;
    long wait = delivery.untilNextAttempt(ending);
    if (wait > 0) {
      boolean hopeless = ending && wait > closeDeadline - time.nanos();
      return hopeless ? STOP : wait;
    }
    delivery.attempt(outbox, ending);
    return 0;
  }

  private long untilNextBatch() {
    int waiting = queue.size() + batcher.carried();
    if (waiting == 0) {
      return closing ? farewell() : IDLE;
    }
    boolean full =
        waiting >= fullAt || batcher.carried() > 0 || queue.bytes() >= options.maxBatchBytes;
    if (full || closing || ledger.settled() < urgentUpTo.get() || !delivery.hasAttempted()) {
      return 0;
    }
    long age = time.nanos() - delivery.lastAttempt();
    return Math.max(0, options.maxBatchAge.toNanos() - age);
  }

  /** At the end, discards that no batch has carried yet get one of their own. */
  private long farewell() {
    if (farewellMade || ledger.unreported().isEmpty()) {
      return STOP;
    }
    farewellMade = true;
    outbox.add(batcher.farewell());
    return BRIEFLY;
  }

  private void park(long nanos) {
    wakeAt = nanos == IDLE ? 1 : outbox.isEmpty() ? fullAt : NEVER;
    if (queue.size() < wakeAt) {
      if (nanos == IDLE) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, nanos);
      }
    }
    wakeAt = NEVER;
    // Left set, it would make the next park return at once.
    Thread.interrupted();
  }

  private void wake() {
    LockSupport.unpark(thread);
  }
}
