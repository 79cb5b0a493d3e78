// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the books of a channel: each event that was captured ends as sent or under one reason. It
 * is also where {@code flush} waits. Thread-safe; callers that capture touch atomics only.
 */
final class Ledger {
  private final Map<DiscardReason, AtomicLong> discarded = new EnumMap<>(DiscardReason.class);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong echoes = new AtomicLong();
  private final AtomicLong failedAttempts = new AtomicLong();

  /** Discards that the server has acknowledged. Guarded by the lock. */
  private final Map<DiscardReason, Long> acknowledged = new EnumMap<>(DiscardReason.class);

  private final ReentrantLock lock = new ReentrantLock();

  /** Items of the queue up to which all fates are known. */
  private final Progress settled = new Progress();

  /** Events that are on the disk, and undecided. */
  private final AtomicLong spooled = new AtomicLong();

  /** Events that were counted in an item of the queue which was there for others already. */
  private final AtomicLong joined = new AtomicLong();

  /** Events of an earlier process that were found on the disk. */
  private final AtomicLong inherited = new AtomicLong();

  /** Queued, joined and inherited events whose fate is known. Guarded by the lock. */
  private long decided;

  /** Written under the lock. */
  private volatile boolean sealed;

  Ledger() {
    for (DiscardReason reason : DiscardReason.values()) {
      discarded.put(reason, new AtomicLong());
    }
  }

  /**
   * Counts an event that never was in the queue. Last: what fails here is counted by the caller.
   */
  Receipt refused(DiscardReason reason) {
    Receipt receipt = Receipt.discarded(reason);
    counter(reason).incrementAndGet();
    return receipt;
  }

  /** Counts queued events that were given up. */
  void discarded(DiscardReason reason, int count) {
    lock.lock();
    try {
      if (!sealed) {
        counter(reason).addAndGet(count);
        decided += count;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts queued events that the server has. */
  void sent(int count) {
    lock.lock();
    try {
      if (!sealed) {
        sent.addAndGet(count);
        decided += count;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts a throwable that was captured already. */
  void echoed() {
    echoes.incrementAndGet();
  }

  /** Counts an event that an item of the queue counts for the first time. */
  void repeated() {
    repeated.incrementAndGet();
  }

  /** Counts an event that an item of the queue, of so many ever accepted, counts too. */
  void joined(long accepted) {
    joined.incrementAndGet();
    if (sealed) {
      seal(accepted);
    }
  }

  /** Returns how many events were discarded for this reason. */
  long count(DiscardReason reason) {
    return counter(reason).get();
  }

  void failedAttempt() {
    failedAttempts.incrementAndGet();
  }

  /** Counts events, and discards, of an earlier process that were found on the disk. */
  void inherited(int count, Map<DiscardReason, Long> discards) {
    inherited.addAndGet(count);
    spooled.addAndGet(count);
    discards.forEach((reason, lost) -> counter(reason).addAndGet(lost));
  }

  /** Counts events that came to the disk, or went from there. */
  void spooled(int count) {
    spooled.addAndGet(count);
  }

  /** Says that the fates of the next {@code count} items, in the order of the queue, are known. */
  void settled(int count) {
    settled.advance(count);
  }

  /**
   * Closes the books: what is undecided of so many queued items, and not on the disk, is lost to
   * the shutdown. What comes to the disk even later is taken back when the books are closed again.
   */
  void seal(long accepted) {
    lock.lock();
    try {
      sealed = true;
      long known = accepted + joined.get() + inherited.get() - spooled.get();
      counter(DiscardReason.SHUTDOWN).addAndGet(known - decided);
      decided = known;
    } finally {
      lock.unlock();
    }
    settled.advanceTo(accepted);
  }

  long settled() {
    return settled.reached();
  }

  /** Waits until that many items are settled; returns false if the time did not suffice. */
  boolean awaitSettled(long target, long nanos) throws InterruptedException {
    return settled.await(target, nanos);
  }

  /** Returns the discards that the server does not know of yet. */
  Map<DiscardReason, Long> unreported() {
    Map<DiscardReason, Long> unreported = new EnumMap<>(DiscardReason.class);
    lock.lock();
    try {
      for (DiscardReason reason : DiscardReason.values()) {
        long count = counter(reason).get() - acknowledged.getOrDefault(reason, 0L);
        if (count > 0) {
          unreported.put(reason, count);
        }
      }
      return unreported;
    } finally {
      lock.unlock();
    }
  }

  /** Says that the server knows of these discards now. */
  void reported(Map<DiscardReason, Long> counts) {
    lock.lock();
    try {
      counts.forEach((reason, count) -> acknowledged.merge(reason, count, Long::sum));
    } finally {
      lock.unlock();
    }
  }

  TomboStatus status(long accepted, long queuedBytes) {
    lock.lock();
    try {
      Map<DiscardReason, Long> counts = new EnumMap<>(DiscardReason.class);
      for (DiscardReason reason : DiscardReason.values()) {
        if (counter(reason).get() > 0) {
          counts.put(reason, counter(reason).get());
        }
      }
      long queued =
          Math.max(0, accepted + joined.get() + inherited.get() - decided - spooled.get());
      return new TomboStatus(
          true,
          (int) Math.min(queued, Integer.MAX_VALUE),
          queuedBytes,
          Math.max(0, spooled.get()),
          sent.get(),
          repeated.get() + joined.get(),
          echoes.get(),
          failedAttempts.get(),
          counts);
    } finally {
      lock.unlock();
    }
  }

  private AtomicLong counter(DiscardReason reason) {
    AtomicLong counter = discarded.get(reason);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return counter;
  }
}
