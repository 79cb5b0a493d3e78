// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A memory of the newest so many entries, found by hash: a ring, in which those whose hashes share
 * a bucket are linked from the newest to the oldest. Lock-free: an entry is added to its bucket as
 * that was seen or not at all, so that of two threads that bring the same at once, the second finds
 * what the first has left.
 *
 * <p>Entries lie all over the heap, and by the time they are compared they have left the
 * processor's caches. So hashes and links are kept apart, in little memory, and an entry is touched
 * only if it has the very hash; and entries are noted side by side, for the collector's sake.
 */
final class Recent<E> {
  /** The place of nothing. */
  static final int NONE = 0;

  private final int kept;

  /** The place of the next entry; counts on for ever, and around. */
  private final AtomicInteger next;

  /** The place of the newest of each bucket. */
  private final AtomicIntegerArray newest;

  // By place, modulo the size of the ring.
  private final AtomicIntegerArray hashes;
  private final AtomicIntegerArray older;
  private final AtomicReferenceArray<E> entries;

  /** Returns an empty memory of so many, a power of two. */
  Recent(int kept) {
    this(kept, NONE + 1);
  }

  /** Begins at a place, so that a test can go around. */
  Recent(int kept, int first) {
    this.kept = kept;
    this.next = new AtomicInteger(first);
    this.newest = new AtomicIntegerArray(kept);
    this.hashes = new AtomicIntegerArray(kept);
    this.older = new AtomicIntegerArray(kept);
    this.entries = new AtomicReferenceArray<>(kept);
  }

  /** Returns the place of the newest entry that may have this hash. */
  int bucket(long hash) {
    return newest.get(index(mixed(hash)));
  }

  /** Returns the place of the newest entry with this hash, from a place of its bucket on. */
  int find(long hash, int from) {
    int mixed = mixed(hash);
    int place = from;
    while (place != NONE && next.get() - place <= kept) {
      if (hashes.get(index(place)) == mixed) {
        return place;
      }
      place = older(place);
    }
    return NONE;
  }

  /** Returns the place of the next older one of the bucket. */
  int older(int place) {
    int known = older.get(index(place));
    // Else the place is another's by now.
    return known - place < 0 ? known : NONE;
  }

  /** Returns the entry at a place that was found, or a later one. */
  E entry(int place) {
    return entries.get(index(place));
  }

  /** Adds an entry to a bucket as it was seen; returns false if it is to be looked at again. */
  boolean add(long hash, int seen, E entry) {
    int mixed = mixed(hash);
    int place = next.getAndIncrement();
    if (place == NONE) {
      return false;
    }
    int index = index(place);
    hashes.lazySet(index, mixed);
    older.lazySet(index, seen);
    entries.lazySet(index, entry);
    return newest.compareAndSet(index(mixed), seen, place);
  }

  private int index(int number) {
    return number & (kept - 1);
  }

  private static int mixed(long hash) {
    return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
