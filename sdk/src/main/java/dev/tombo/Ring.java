// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A queue from many threads to one, bounded in items and in bytes. Nobody ever waits in it: an item
 * for which there is no room is refused. Lock-free, so that a virtual thread is never parked.
 *
 * <p>A producer first reserves room, then takes a number, then fills the slot of that number. Since
 * no more numbers are out than slots were reserved, the slot is free.
 */
final class Ring {
  private static final long CLOSED = Long.MIN_VALUE;

  private final AtomicReferenceArray<@Nullable Item> slots;
  private final int maxItems;
  private final long maxBytes;

  /** Items with room reserved; the sign bit is set once the ring is closed. */
  private final AtomicLong reserved = new AtomicLong();

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong tail = new AtomicLong();

  /** Number of the next item to take; the consumer's own. */
  private long head;

  Ring(int maxItems, long maxBytes) {
    this.slots = new AtomicReferenceArray<>(maxItems);
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
  }

  /** Adds an item; returns why not, or null if it is in. */
  @Nullable DiscardReason offer(Item item) {
    if (item.bytes > maxBytes) {
      return DiscardReason.TOO_LARGE;
    }
    long before;
    do {
      before = reserved.get();
      if (before < 0) {
        return DiscardReason.CLOSED;
      }
      if (before >= maxItems) {
        return DiscardReason.QUEUE_FULL;
      }
    } while (!reserved.compareAndSet(before, before + 1));
    if (bytes.addAndGet(item.bytes) > maxBytes) {
      bytes.addAndGet(-item.bytes);
      reserved.decrementAndGet();
      return DiscardReason.QUEUE_FULL;
    }
    slots.set((int) (tail.getAndIncrement() % maxItems), item);
    return null;
  }

  /** Takes the oldest item; null if there is none, or if it is only just being put in. */
  @Nullable Item poll() {
    int slot = (int) (head % maxItems);
    Item item = slots.get(slot);
    if (item != null) {
      slots.set(slot, null);
      head++;
      bytes.addAndGet(-item.bytes);
      reserved.decrementAndGet();
    }
    return item;
  }

  /** Refuses all further items; those inside can still be taken. */
  void close() {
    reserved.getAndUpdate(now -> now | CLOSED);
  }

  /** Returns true if a further item would be refused. */
  boolean isFull() {
    return size() >= maxItems || bytes.get() >= maxBytes;
  }

  int size() {
    return (int) (reserved.get() & Long.MAX_VALUE);
  }

  long bytes() {
    return bytes.get();
  }

  /** Returns how many items were ever added. */
  long accepted() {
    return tail.get();
  }
}
