// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A memory of what was lately seen, by hash: a fixed number of buckets, each of which keeps its few
 * newest entries, four to eight. Lock-free: a bucket is replaced as a whole, so that of two threads
 * that bring the same at once, the second finds what the first has left.
 */
final class Recent<E> {
  private static final int BUCKETS = 512;
  private static final int KEPT = 4;
  private static final int MOST = 2 * KEPT;

  private final AtomicReferenceArray<@Nullable Node<E>> buckets =
      new AtomicReferenceArray<>(BUCKETS);

  /** An entry and the older ones of its bucket. Immutable. */
  static final class Node<E> {
    final long hash;
    final E entry;
    final @Nullable Node<E> older;
    private final int depth;

    Node(long hash, E entry, @Nullable Node<E> older) {
      this.hash = hash;
      this.entry = entry;
      this.older = older;
      this.depth = older == null ? 1 : older.depth + 1;
    }
  }

  /** Returns the entries among which this hash would be, the newest first; null if none. */
  @Nullable Node<E> bucket(long hash) {
    return buckets.get(index(hash));
  }

  /** Adds an entry in front of a bucket as it was seen; returns false if it has changed since. */
  boolean add(long hash, @Nullable Node<E> seen, E entry) {
    boolean full = seen != null && seen.depth == MOST;
    Node<E> added = new Node<>(hash, entry, full ? newest(seen, KEPT - 1) : seen);
    return buckets.compareAndSet(index(hash), seen, added);
  }

  private static <E> @Nullable Node<E> newest(@Nullable Node<E> node, int count) {
    return node == null || count == 0
        ? null
        : new Node<>(node.hash, node.entry, newest(node.older, count - 1));
  }

  private static int index(long hash) {
    long mixed = hash * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 48) & (BUCKETS - 1);
  }
}
