// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The memory that all bodies in work may take. One network has three quarters of it at most. Where
 * there is none left, bodies that are waited for and come too slowly are ended, the slowest first:
 * who holds memory with halves of bodies only loses them. Thread-safe.
 */
final class BodyMemory {
  /** Of no network: all of the memory is theirs. */
  static final String NOBODY = "";

  /** How far a body may be behind {@link BodyReader#BYTES_A_SECOND} where others need its room. */
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often to look for bodies that have become slow. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long bytes;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();
  private final Set<BodyRoom> rooms = new HashSet<>();
  private final Map<String, Long> byNetwork = new HashMap<>();
  private long free;

  /** So many bytes, and a clock such as {@link System#nanoTime}. */
  BodyMemory(long bytes, LongSupplier nanoTime) {
    this.bytes = bytes;
    this.free = bytes;
    this.nanoTime = nanoTime;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  /**
   * Gives a room more.
   *
   * @param patienceNanos how long to wait for it
   * @throws BodyTooLargeException if there would never be so much
   * @throws BusyException if there is none in time
   */
  void take(BodyRoom room, long more, long patienceNanos) {
    if (room.held() + more > most(room.network())) {
      throw new BodyTooLargeException("the body takes more memory than this server has");
    }
    lock.lock();
    try {
      awaitPlace(room.network(), more, patienceNanos);
      rooms.add(room);
      change(room, more);
    } finally {
      lock.unlock();
    }
  }

  /** Takes some of what a room holds back. */
  void give(BodyRoom room, long less) {
    lock.lock();
    try {
      change(room, -less);
      if (room.held() == 0) {
        rooms.remove(room);
      }
      given.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void change(BodyRoom room, long more) {
    free -= more;
    room.hold(room.held() + more);
    byNetwork.merge(room.network(), more, (a, b) -> a + b == 0 ? null : Long.valueOf(a + b));
  }

  private void awaitPlace(String network, long more, long patienceNanos) {
    long left = patienceNanos;
    try {
      while (lacking(network, more) > 0) {
        endSlow(network, more);
        if (left <= 0) {
          throw new BusyException("too many bodies are in work");
        }
        long look = Math.min(left, LOOK_NANOS);
        left -= look - given.awaitNanos(look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException("interrupted");
    }
  }

  private long lacking(String network, long more) {
    return Math.max(more - free, lackingOf(network, more));
  }

  private long lackingOf(String network, long more) {
    return byNetwork.getOrDefault(network, 0L) + more - most(network);
  }

  /** Ends the slowest bodies, of the network if it has its share, until enough is given back. */
  private void endSlow(String network, long more) {
    boolean full = lackingOf(network, more) > 0;
    long now = nanoTime.getAsLong();
    Iterator<BodyRoom> slowest =
        rooms.stream()
            .filter(room -> !full || room.network().equals(network))
            .filter(room -> room.behind(now) > SLOW_NANOS)
            .sorted(Comparator.comparingLong((BodyRoom room) -> room.behind(now)).reversed())
            .iterator();
    long lacking = lacking(network, more);
    while (lacking > 0 && slowest.hasNext()) {
      BodyRoom room = slowest.next();
      lacking -= room.end() ? room.held() : 0;
    }
  }

  private long most(String network) {
    return network.equals(NOBODY) ? bytes : bytes - bytes / 4;
  }
}
