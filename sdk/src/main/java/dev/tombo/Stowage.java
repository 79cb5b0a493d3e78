// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what lies on the disk and what in memory: takes batches to the spool while the server is
 * away, or all of them, and from there in their order. Without a spool, batches come from the
 * queue. The worker's own, but for {@link #stored}.
 */
final class Stowage {
  /** How many items of the queue are on the disk, or as far as the disk takes them. */
  final Progress stored = new Progress();

  private final TomboOptions options;
  private final EventQueue queue;
  private final Batcher batcher;
  private final ArrayDeque<Batch> outbox;
  private final Time time;
  private final @Nullable Spool spool;

  private boolean opened;
  private long lastPutAway;

  Stowage(
      TomboOptions options,
      EventQueue queue,
      Batcher batcher,
      ArrayDeque<Batch> outbox,
      Time time,
      @Nullable Spool spool) {
    this.options = options;
    this.queue = queue;
    this.batcher = batcher;
    this.outbox = outbox;
    this.time = time;
    this.spool = spool;
  }

  void open() {
    if (!opened) {
      opened = true;
      lastPutAway = time.nanos() - options.maxBatchAge.toNanos();
      if (spool != null) {
        spool.open();
      }
    }
  }

  /** Returns how many entries wait on the disk, at least. */
  int entries() {
    return spool == null ? 0 : spool.entries();
  }

  /** Returns the next batch to send, oldest first; null if there is nothing to send after all. */
  @Nullable Batch nextBatch(Map<DiscardReason, Long> discarded) {
    return spool == null || spool.isEmpty()
        ? batcher.next(discarded)
        : spool.first(options.maxBatchEvents, options.maxBatchBytes, discarded);
  }

  /**
   * Puts what has to wait for the server on the disk, as far as it is of age; returns the
   * nanoseconds until there may be more.
   */
  long putAway() {
    if (spool == null || !spool.takes()) {
      return Worker.IDLE;
    }
    keepOutbox(spool);
    int waiting = batcher.waiting();
    if (waiting == 0 || !canStore()) {
      return Worker.IDLE;
    }
    long wait = batcher.isFull(waiting) ? 0 : batcher.untilOfAge(time.nanos() - lastPutAway);
    if (wait == 0) {
      store();
    }
    return wait;
  }

  /** Puts all that is in the queue on the disk. */
  void store() {
    Spool disk = spool;
    while (disk != null && canStore() && batcher.waiting() > 0) {
      lastPutAway = time.nanos();
      Batch batch = batcher.next(Collections.emptyMap());
      if (batch != null && disk.append(batch) == null) {
        outbox.addLast(batch);
      }
    }
    stored.advanceTo(queue.removed() - batcher.carried());
  }

  /** What the disk does not take waits in memory: besides a batch that is tried, one more. */
  boolean canStore() {
    if (spool == null || !spool.takes()) {
      return false;
    }
    int inMemory = 0;
    for (Batch batch : outbox) {
      inMemory += batch.onDisk ? 0 : 1;
    }
    return inMemory < 2;
  }

  /** Puts all that is left on the disk, and the discards that the server does not know of. */
  void leave(Ledger ledger) {
    if (spool != null && spool.takes()) {
      keepOutbox(spool);
      store();
      if (!ledger.unreported().isEmpty()) {
        spool.append(batcher.farewell());
      }
    }
  }

  void close() {
    if (spool != null) {
      spool.close();
    }
  }

  /** Puts the batches on the disk that are not there; but for the first, they are read again. */
  private void keepOutbox(Spool disk) {
    ArrayDeque<Batch> kept = new ArrayDeque<>();
    for (Batch batch : outbox) {
      Batch stowed = batch.onDisk ? batch : disk.append(batch);
      if (stowed == null || batch.onDisk || kept.isEmpty()) {
        kept.add(stowed == null ? batch : stowed);
      }
    }
    outbox.clear();
    outbox.addAll(kept);
  }
}
