// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts further occurrences of an event while the item that stands for them waits in the queue.
 * Thread-safe and lock-free.
 */
final class Tally {
  /** What the server takes as one number. */
  private static final long MAX = 1_000_000_000;

  private static final long TAKEN = -1;

  /** The event that they repeat. */
  final String of;

  final Instant firstAt;
  private volatile Instant lastAt;
  private final AtomicLong count = new AtomicLong(1);

  Tally(String of, Instant firstAt) {
    this.of = of;
    this.firstAt = firstAt;
    this.lastAt = firstAt;
  }

  /** Counts one more; returns false if it is too late. */
  boolean add(Instant at) {
    long known;
    do {
      known = count.get();
      if (known == TAKEN || known == MAX) {
        return false;
      }
    } while (!count.compareAndSet(known, known + 1));
    Instant last = lastAt;
    if (!isSameMillisecond(at, last) && at.isAfter(last)) {
      lastAt = at;
    }
    return true;
  }

  /** More often than that, the time of the last is not noted: the write costs each caller. */
  private static boolean isSameMillisecond(Instant at, Instant last) {
    return at.getEpochSecond() == last.getEpochSecond()
        && at.getNano() / 1_000_000 == last.getNano() / 1_000_000;
  }

  /** Returns how many there are, and lets no more in. */
  int take() {
    return (int) Math.max(0, count.getAndSet(TAKEN));
  }

  /** Returns the repeat as the server reads it, with the event that was counted first. */
  byte[] encode(String id, int times, byte[] event) {
    Instant last = lastAt;
    String head =
        "{\"id\":\""
            + id
            + "\",\"of\":\""
            + of
            + "\",\"count\":"
            + times
            + ",\"firstAt\":\""
            + firstAt
            + "\",\"lastAt\":\""
            + last
            + "\",\"event\":";
    byte[] begin = head.getBytes(US_ASCII);
    byte[] json = Arrays.copyOf(begin, begin.length + event.length + 1);
    System.arraycopy(event, 0, json, begin.length, event.length);
    json[json.length - 1] = '}';
    return json;
  }
}
