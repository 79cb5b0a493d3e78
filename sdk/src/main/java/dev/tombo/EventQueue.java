// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many threads to one, bounded in items and in bytes. Nobody ever waits in it: an item
 * for which there is no room is refused. Lock-free, so that a virtual thread is never parked. The
 * last sixteenth of the room is for items that are the last to go.
 *
 * <p>Each node knows how much was added up to it. So a single compare-and-set adds an item and
 * takes its room, or does nothing at all: a thread that fails half-way, at the end of its stack or
 * of the heap, leaves no gap behind.
 */
final class EventQueue {
  private static final AtomicReferenceFieldUpdater<EventQueue, Node> NEWEST =
      AtomicReferenceFieldUpdater.newUpdater(EventQueue.class, Node.class, "newest");

  private final int maxItems;
  private final long maxBytes;
  private volatile Node newest = new Node(null, null, 0, 0);

  /** The node that was taken last; only the consumer moves it. */
  private volatile Node taken = newest;

  EventQueue(int maxItems, long maxBytes) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
  }

  /** An item in its place. The first node holds none, and neither does the one that closes. */
  private static final class Node {
    /** How many items were ever added, this one included. */
    final long count;

    /** How many bytes those had together. */
    final long bytes;

    final boolean closing;

    // The consumer's own, once the node is in.
    private @Nullable Item item;
    private @Nullable Node older;
    private @Nullable Node newer;

    Node(@Nullable Node older, @Nullable Item item, long count, long bytes) {
      this.older = older;
      this.item = item;
      this.count = count;
      this.bytes = bytes;
      this.closing = older != null && item == null;
    }
  }

  /** Adds an item; returns why not, or null if it is in. */
  @Nullable DiscardReason offer(Item item) {
    if (item.bytes > maxBytes) {
      return DiscardReason.TOO_LARGE;
    }
    Node before;
    Node added;
    do {
      before = newest;
      if (before.closing) {
        return DiscardReason.CLOSED;
      }
      added = new Node(before, item, before.count + 1, before.bytes + item.bytes);
      if (!fits(added, item.isLastToGo())) {
        return DiscardReason.QUEUE_FULL;
      }
    } while (!NEWEST.compareAndSet(this, before, added));
    return null;
  }

  private boolean fits(Node added, boolean last) {
    Node out = taken;
    long items = added.count - out.count;
    boolean all = last || items == 1;
    return items <= (all ? maxItems : maxItems - maxItems / 16)
        && added.bytes - out.bytes <= (all ? maxBytes : maxBytes - maxBytes / 16);
  }

  /** Takes the oldest item; null if there is none. */
  @Nullable Item poll() {
    Node last = taken;
    Node next = last.newer == null ? oldestAfter(last) : last.newer;
    if (next == null) {
      return null;
    }
    Item item = next.item;
    // Neither what was taken nor where it stood is held on to.
    next.item = null;
    next.older = null;
    last.newer = null;
    taken = next;
    return item;
  }

  /** Producers know the older neighbour only; from here on, each node knows the newer one too. */
  private @Nullable Node oldestAfter(Node last) {
    Node oldest = null;
    for (Node node = newest; node != last && node != null; node = node.older) {
      node.newer = oldest;
      oldest = node;
    }
    return oldest;
  }

  /** Refuses all further items; those inside can still be taken. */
  void close() {
    NEWEST.getAndUpdate(
        this, last -> last.closing ? last : new Node(last, null, last.count, last.bytes));
  }

  /** Returns true as long as less than half of the room is taken. */
  boolean isCalm() {
    return size() < (maxItems + 1) / 2 && bytes() < maxBytes / 2;
  }

  int size() {
    long out = taken.count;
    return (int) (newest.count - out);
  }

  long bytes() {
    long out = taken.bytes;
    return newest.bytes - out;
  }

  /** Returns how many items were ever taken. */
  long removed() {
    return taken.count;
  }

  /** Returns how many items were ever added. */
  long accepted() {
    return newest.count;
  }
}
