// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayDeque;
import java.util.Collections;
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
  private final @Nullable Spool spool;
  private final boolean always;
  private final Delivery delivery;
  private final ArrayDeque<Batch> outbox = new ArrayDeque<>();
  private final int fullAt;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** How many items of the queue are on the disk, or as far as the disk takes them. */
  final Progress stored = new Progress();

  private boolean opened;
  private long lastPutAway;
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
    this.fullAt = Math.min(options.maxBatchEvents, options.maxQueueEvents);
    this.batcher = new Batcher(options, queue, ledger, ids);
    this.spool = spool;
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
    open();
    if (always) {
      store();
    }
    if (outbox.isEmpty()) {
      long wait = untilNextBatch();
      if (wait != 0) {
        return wait;
      }
      Batch batch = nextBatch();
      if (batch == null) {
        return 0;
      }
      outbox.add(batch);
    }
    boolean ending = closing;
    long wait = delivery.untilNextAttempt(ending);
    if (wait > 0) {
      boolean hopeless = ending && wait > closeDeadline - time.nanos();
      return hopeless ? STOP : Math.min(wait, putAway());
    }
    delivery.attempt(outbox, ending);
    return 0;
  }

  private long untilNextBatch() {
    int spooled = spool == null ? 0 : spool.entries();
    int waiting = queue.size() + batcher.carried() + spooled;
    if (waiting == 0) {
      return closing ? farewell() : IDLE;
    }
    if (isFull(waiting)
        || closing
        || ledger.settled() < urgentUpTo.get()
        || !delivery.hasAttempted()) {
      return 0;
    }
    return untilOfAge(delivery.lastAttempt());
  }

  private boolean isFull(int waiting) {
    return waiting >= fullAt || batcher.carried() > 0 || queue.bytes() >= options.maxBatchBytes;
  }

  private long untilOfAge(long since) {
    return Math.max(0, options.maxBatchAge.toNanos() - (time.nanos() - since));
  }

  private @Nullable Batch nextBatch() {
    return spool == null || spool.isEmpty()
        ? batcher.next(ledger.unreported())
        : spool.first(options.maxBatchEvents, options.maxBatchBytes, ledger.unreported());
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

  private void open() {
    if (!opened) {
      opened = true;
      lastPutAway = time.nanos() - options.maxBatchAge.toNanos();
      if (spool != null) {
        spool.open();
      }
    }
  }

  /** Sees to the spool while a request is under way; returns false if that is to be given up. */
  private boolean meanwhile() {
    if (!aborted) {
      if (always) {
        store();
      }
      sleep(IDLE, always && canStore() ? 1 : NEVER);
    }
    return !aborted;
  }

  /**
   * Puts what has to wait for the server on the disk, as far as it is of age; returns the
   * nanoseconds until there may be more.
   */
  private long putAway() {
    if (spool == null || !spool.takes()) {
      return IDLE;
    }
    keepOutbox(spool);
    int waiting = queue.size() + batcher.carried();
    if (waiting == 0 || !canStore()) {
      return IDLE;
    }
    long wait = isFull(waiting) ? 0 : untilOfAge(lastPutAway);
    if (wait == 0) {
      store();
    }
    return wait;
  }

  /** Puts all that is in the queue on the disk. */
  private void store() {
    Spool disk = spool;
    while (disk != null && canStore() && queue.size() + batcher.carried() > 0) {
      lastPutAway = time.nanos();
      Batch batch = batcher.next(Collections.emptyMap());
      if (batch != null && disk.append(batch) == null) {
        outbox.addLast(batch);
      }
    }
    stored.advanceTo(queue.removed() - batcher.carried());
  }

  /** What the disk does not take waits in memory: besides a batch that is tried, one more. */
  private boolean canStore() {
    return spool != null && spool.takes() && outbox.stream().filter(b -> !b.onDisk).count() < 2;
  }

  /** Puts the batches on the disk that are not there; but for the first, they are read again. */
  private void keepOutbox(Spool disk) {
    ArrayDeque<Batch> kept = new ArrayDeque<>();
    for (Batch batch : outbox) {
      Batch stored = batch.onDisk ? batch : disk.append(batch);
      if (stored == null || batch.onDisk || kept.isEmpty()) {
        kept.add(stored == null ? batch : stored);
      }
    }
    outbox.clear();
    outbox.addAll(kept);
  }

  /** Puts what is left on the disk and closes the books. */
  private void leave() {
    try {
      if (spool != null && spool.takes()) {
        keepOutbox(spool);
        store();
        if (!ledger.unreported().isEmpty()) {
          spool.append(batcher.farewell());
        }
      }
    } catch (Throwable fault) {
      trouble.tell("leave", "Events could not be put into the spool at the end", fault);
    }
    ledger.seal(queue.accepted());
    delivery.close();
    if (spool != null) {
      spool.close();
    }
  }

  private void park(long nanos) {
    sleep(nanos, worthWaking(nanos));
  }

  /** Returns how many events in the queue are worth waking up for. */
  private int worthWaking(long nanos) {
    if (nanos == IDLE && outbox.isEmpty()) {
      return 1;
    }
    if (canStore() && (always || (!outbox.isEmpty() && queue.size() == 0))) {
      return 1;
    }
    return outbox.isEmpty() || canStore() ? fullAt : NEVER;
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
