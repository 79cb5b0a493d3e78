// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what waits in the queue, bounded in events and bytes. An event is prepared only
 * now, so that no more than a batch is held twice. The worker's own.
 */
final class Batcher {
  /** How many items make a full batch. */
  final int fullAt;

  private final TomboOptions options;
  private final EventQueue queue;
  private final Ledger ledger;
  private final Ids ids;

  // The batch in the making. As fields, so that a fault half-way loses nothing.
  private List<Entry> events = new ArrayList<>();
  private List<Entry> repeats = new ArrayList<>();
  private int bytes;
  private int taken;

  /** An entry that was prepared but did not fit. */
  private @Nullable Entry carry;

  Batcher(TomboOptions options, EventQueue queue, Ledger ledger, Ids ids) {
    this.fullAt = Math.min(options.maxBatchEvents, options.maxQueueEvents);
    this.options = options;
    this.queue = queue;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Returns how many items wait for a batch. */
  int waiting() {
    return queue.size() + carried();
  }

  /** Returns whether so many are worth a batch, however young they are. */
  boolean isFull(int waiting) {
    return waiting >= fullAt || carry != null || queue.bytes() >= options.maxBatchBytes;
  }

  /** Returns how many nanoseconds a batch may still wait for others to join. */
  long untilOfAge(long age) {
    return Math.max(0, options.maxBatchAge.toNanos() - age);
  }

  /** Returns how many events were taken from the queue without having found a batch. */
  int carried() {
    return carry == null ? 0 : 1;
  }

  /** Returns the next batch, with these discards; null if there is nothing to send after all. */
  @Nullable Batch next(Map<DiscardReason, Long> discarded) {
    Entry carried = carry;
    if (carried != null) {
      carry = null;
      taken++;
      add(carried);
    }
    while (events.size() + repeats.size() < options.maxBatchEvents
        && bytes < options.maxBatchBytes) {
      Item item = queue.poll();
      if (item == null) {
        break;
      }
      Entry entry = entry(item);
      if (entry != null && bytes > 0 && bytes + entry.json.length > options.maxBatchBytes) {
        carry = entry;
        break;
      }
      taken++;
      if (entry != null) {
        add(entry);
      }
    }
    return finish(discarded);
  }

  /** Prepares an item; null if it is discarded, which is then counted. */
  private @Nullable Entry entry(Item item) {
    Preparation.Outcome outcome = item.preparation.prepare(item);
    int count = item.tally == null ? 1 : item.tally.take();
    if (outcome.json == null) {
      ledger.discarded(outcome.discarded, count);
      return null;
    }
    return item.tally == null
        ? new Entry(outcome.json, false, 1)
        : new Entry(item.tally.encode(item.id(), count, outcome.json), true, count);
  }

  /** Returns a batch of discards alone. */
  Batch farewell() {
    return new Batch(ids.next(), Collections.emptyList(), ledger.unreported(), 0);
  }

  private void add(Entry entry) {
    (entry.repeat ? repeats : events).add(entry);
    bytes += entry.json.length;
  }

  private @Nullable Batch finish(Map<DiscardReason, Long> discarded) {
    List<Entry> entries = events;
    entries.addAll(repeats);
    Batch batch = entries.isEmpty() ? null : new Batch(ids.next(), entries, discarded, taken);
    if (batch == null) {
      ledger.settled(taken);
    }
    events = new ArrayList<>();
    repeats = new ArrayList<>();
    bytes = 0;
    taken = 0;
    return batch;
  }
}
