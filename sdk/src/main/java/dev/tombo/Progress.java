// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many items of the queue, counted from the first, have come so far. Thread-safe.
 *
 * <p>Written under the lock but read without: a worker that parked for the lock could use up there
 * the permit by which somebody woke it, and then sleep on.
 */
final class Progress {
  private final AtomicLong reached = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();

  long reached() {
    return reached.get();
  }

  void advance(long count) {
    lock.lock();
    try {
      reached.addAndGet(count);
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void advanceTo(long target) {
    lock.lock();
    try {
      reached.accumulateAndGet(target, Math::max);
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until that many have come; returns false if the time did not suffice. */
  boolean await(long target, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lock();
    try {
      while (reached.get() < target) {
        if (left <= 0) {
          return false;
        }
        left = progress.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
