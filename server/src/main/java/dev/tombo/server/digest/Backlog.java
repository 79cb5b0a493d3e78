// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What waits to be committed: bounded in bytes, and in items to what the last commits' rate gets
 * through in a set time, so that who finds a place waits no longer than that. Each project's waits
 * for one of the writers, so that no two meet at it. Thread-safe.
 */
final class Backlog {
  private static final double WEIGHT = 0.2;

  private final Bounds bounds;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition someRoom = lock.newCondition();
  private final List<Queue> queues;
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

    /** How much of the room it takes. */
    int items() {
      return Math.max(1, submission.items().size());
    }
  }

  /** What waits for one writer. */
  private record Queue(Deque<Entry> entries, Condition someWork) {}

  /**
   * An empty backlog.
   *
   * @param writers how many take from it
   */
  Backlog(Bounds bounds, int writers, LongSupplier nanoTime) {
    this.bounds = bounds;
    this.queues =
        Stream.generate(() -> new Queue(new ArrayDeque<>(), lock.newCondition()))
            .limit(writers)
            .toList();
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
      while (!closed && items > 0 && full(entry.items(), size)) {
        long left = deadline - nanoTime.getAsLong();
        if (left <= 0) {
          throw new NotCommittedException("the queue is full");
        }
        var unused = someRoom.awaitNanos(left);
      }
      if (closed) {
        throw new NotCommittedException("the server is stopping");
      }
      Queue queue = queues.get(Math.floorMod(entry.submission().project(), queues.size()));
      queue.entries().addLast(entry);
      items += entry.items();
      bytes += size;
      queue.someWork().signal();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotCommittedException("interrupted");
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for something and takes as much as one transaction holds; empty once closed and empty.
   *
   * @param writer who takes, from 0
   */
  List<Entry> take(int writer) {
    Queue queue = queues.get(writer);
    lock.lock();
    try {
      while (queue.entries().isEmpty() && !closed) {
        queue.someWork().awaitUninterruptibly();
      }
      return remove(queue.entries(), bounds.commitItems());
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits, without waiting. */
  List<Entry> drain() {
    lock.lock();
    try {
      return queues.stream()
          .flatMap(queue -> remove(queue.entries(), Integer.MAX_VALUE).stream())
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private List<Entry> remove(Deque<Entry> queue, int atLeast) {
    List<Entry> taken = new ArrayList<>();
    long count = 0;
    while (!queue.isEmpty() && count < atLeast) {
      Entry entry = queue.removeFirst();
      taken.add(entry);
      count += entry.items();
      items -= entry.items();
      bytes -= entry.submission().size();
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
      queues.forEach(queue -> queue.someWork().signalAll());
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
