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
  private final Stowage stowage;
  private final DiscardTeller teller;
  private final boolean always;
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
      Trouble trouble,
      @Nullable Spool spool) {
    this.options = options;
    this.queue = queue;
    this.ledger = ledger;
    this.time = time;
    this.trouble = trouble;
    this.batcher = new Batcher(options, queue, ledger, ids);
    this.fullAt = batcher.fullAt;
    this.stowage = new Stowage(options, queue, batcher, outbox, time, spool);
    this.teller = new DiscardTeller(options.onDiscard, ledger, trouble);
    this.always = options.spool == SpoolMode.ALWAYS;
    Transport way =
        spool == null
            ? transport
            : new AsideTransport(
                transport, task -> new TomboThread(task, "tombo-request"), this::meanwhile);
    this.delivery = new Delivery(way, ledger, ids, time, backoff, trouble, spool);
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

  /** Returns how many items of the queue are on the disk, or as far as it takes them. */
  Progress stored() {
    return stowage.stored;
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
      leave();
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
    teller.tell();
    stowage.open();
    if (always) {
      stowage.store();
    }
    if (outbox.isEmpty()) {
      long wait = untilNextBatch();
      if (wait != 0) {
        return wait;
      }
      Batch batch = stowage.nextBatch(ledger.unreported());
      if (batch == null) {
        return 0;
      }
      outbox.add(batch);
    }
    boolean ending = closing;
    long wait = delivery.untilNextAttempt(ending);
    if (wait > 0) {
      boolean hopeless = ending && wait > closeDeadline - time.nanos();
      return hopeless ? STOP : Math.min(wait, stowage.putAway());
    }
    delivery.attempt(outbox, ending);
    return 0;
  }

  private long untilNextBatch() {
    int waiting = batcher.waiting() + stowage.entries();
    if (waiting == 0) {
      return closing ? farewell() : IDLE;
    }
    if (batcher.isFull(waiting)
        || closing
        || ledger.settled() < urgentUpTo.get()
        || !delivery.hasAttempted()) {
      return 0;
    }
    return batcher.untilOfAge(time.nanos() - delivery.lastAttempt());
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

  /** Sees to the spool while a request is under way; returns false if that is to be given up. */
  private boolean meanwhile() {
    if (!aborted) {
      if (always) {
        stowage.store();
      }
      sleep(IDLE, always && stowage.canStore() ? 1 : NEVER);
    }
    return !aborted;
  }

  /** Puts what is left on the disk and closes the books. */
  private void leave() {
    try {
      stowage.leave(ledger);
    } catch (Throwable fault) {
      trouble.tell("leave", "Events could not be put into the spool at the end", fault);
    }
    ledger.seal(queue.accepted());
    teller.tell();
    delivery.close();
    stowage.close();
  }

  private void park(long nanos) {
    sleep(nanos, worthWaking(nanos));
  }

  /** Returns how many events in the queue are worth waking up for. */
  private int worthWaking(long nanos) {
    if (nanos == IDLE && outbox.isEmpty()) {
      return 1;
    }
    if (stowage.canStore() && (always || (!outbox.isEmpty() && queue.size() == 0))) {
      return 1;
    }
    return outbox.isEmpty() || stowage.canStore() ? fullAt : NEVER;
  }

  private void sleep(long nanos, int worth) {
    wakeAt = worth;
    if (queue.size() < worth) {
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
