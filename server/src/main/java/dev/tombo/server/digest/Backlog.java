// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits to be committed: bounded in bytes, and in items to what the last commits' rate gets
 * through in a set time, so that who finds a place waits no longer than that. A project's is taken
 * by one writer at a time. Thread-safe.
 */
final class Backlog {
  private static final double WEIGHT = 0.2;

  private final Bounds bounds;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition someRoom = lock.newCondition();
  private final Condition someWork = lock.newCondition();
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final Set<Long> busy = new HashSet<>();
  private long items;
  private long bytes;
  private double itemsPerSecond;
  private boolean closed;

  /**
   * How much may wait, and how much one transaction takes.
   *
   * @param time what waits is committed within about this
   * @param minItems room there is however slow the commits
   * @param maxItems room there is however fast
   * @param maxBytes of all that waits
   * @param commitItems in one transaction
   * @param firstRate items per second to assume before there was a commit
   */
  record Bounds(
      Duration time, int minItems, int maxItems, long maxBytes, int commitItems, double firstRate) {
    static final Bounds STANDARD =
        new Bounds(Duration.ofSeconds(2), 200, 50_000, 64L << 20, 1_000, 2_000);
  }

  /**
   * A submission and who waits for it.
   *
   * @param submission what to write
   * @param answer completed once it is written
   */
  record Entry(Submission submission, CompletableFuture<List<Outcome>> answer) {
    Entry(Submission submission) {
      this(submission, new CompletableFuture<>());
    }

    private Long project() {
      return submission.project();
    }

    /** How much of the room it takes. */
    int items() {
      return Math.max(1, submission.items().size());
    }
  }

  Backlog(Bounds bounds, LongSupplier nanoTime) {
    this.bounds = bounds;
    this.nanoTime = nanoTime;
    this.itemsPerSecond = bounds.firstRate();
  }

  /**
   * Waits for room and takes it. What is larger than all the room is taken while nothing waits.
   *
   * @throws NotCommittedException if there is none in time
   */
  void put(Entry entry, Duration patience) {
    long size = entry.submission().size();
    long deadline = nanoTime.getAsLong() + patience.toNanos();
    lock.lock();
    try {
      while (!closed && !queue.isEmpty() && full(entry.items(), size)) {
        long left = deadline - nanoTime.getAsLong();
        if (left <= 0) {
          throw new NotCommittedException("the queue is full");
        }
        var unused = someRoom.awaitNanos(left);
      }
      if (closed) {
        throw new NotCommittedException("the server is stopping");
      }
      queue.addLast(entry);
      items += entry.items();
      bytes += size;
      if (!busy.contains(entry.project())) {
        someWork.signal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotCommittedException("interrupted");
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for something of a project that no writer is busy with and takes as much as one
   * transaction holds; empty once closed and empty. Who takes tells {@link #done}.
   */
  List<Entry> take() {
    lock.lock();
    try {
      List<Entry> taken = remove(bounds.commitItems());
      while (taken.isEmpty() && !(closed && queue.isEmpty())) {
        someWork.awaitUninterruptibly();
        taken = remove(bounds.commitItems());
      }
      taken.forEach(entry -> busy.add(entry.project()));
      if (closed || !queue.isEmpty()) {
        // Another may have something to take, or has to learn that nothing will come.
        someWork.signalAll();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Leaves what comes for the projects of what was taken to whoever takes next, which is who tells.
   */
  void done(List<Entry> taken) {
    lock.lock();
    try {
      taken.forEach(entry -> busy.remove(entry.project()));
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits, without waiting. */
  List<Entry> drain() {
    lock.lock();
    try {
      List<Entry> all = List.copyOf(queue);
      queue.clear();
      items = 0;
      bytes = 0;
      someRoom.signalAll();
      return all;
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> remove(int atLeast) {
    List<Entry> taken = new ArrayList<>();
    long count = 0;
    for (Iterator<Entry> next = queue.iterator(); next.hasNext() && count < atLeast; ) {
      Entry entry = next.next();
      if (!busy.contains(entry.project())) {
        next.remove();
        taken.add(entry);
        count += entry.items();
        items -= entry.items();
        bytes -= entry.submission().size();
      }
    }
    someRoom.signalAll();
    return taken;
  }

  /** Learns from a commit how fast they are. */
  void committed(List<Entry> entries, long nanos) {
    long count = entries.stream().mapToLong(Entry::items).sum();
    double rate = count * (double) TimeUnit.SECONDS.toNanos(1) / Math.max(1, nanos);
    lock.lock();
    try {
      itemsPerSecond += WEIGHT * (rate - itemsPerSecond);
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      someRoom.signalAll();
      someWork.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  long items() {
    lock.lock();
    try {
      return items;
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  private boolean full(int moreItems, long moreBytes) {
    double seconds = bounds.time().toMillis() / 1000.0;
    double room = Math.clamp(itemsPerSecond * seconds, bounds.minItems(), bounds.maxItems());
    return items + moreItems > room || bytes + moreBytes > bounds.maxBytes();
  }
}
