// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes batches of what waits in the queue, bounded in events and bytes. An event is prepared only
 * now, so that no more than a batch is held twice. The worker's own.
 */
final class Batcher {
  private final TomboOptions options;
  private final EventQueue queue;
  private final Ledger ledger;
  private final Ids ids;

  // The batch in the making. As fields, so that a fault half-way loses nothing.
  private List<byte[]> events = new ArrayList<>();
  private int bytes;
  private int taken;

  /** An event that was prepared but did not fit. */
  private byte @Nullable [] carry;

  Batcher(TomboOptions options, EventQueue queue, Ledger ledger, Ids ids) {
    this.options = options;
    this.queue = queue;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Returns how many events were taken from the queue without having found a batch. */
  int carried() {
    return carry == null ? 0 : 1;
  }

  /** Returns the next batch; null if there is nothing to send after all. */
  @Nullable Batch next() {
    byte[] carried = carry;
    if (carried != null) {
      carry = null;
      taken++;
      add(carried);
    }
    while (events.size() < options.maxBatchEvents && bytes < options.maxBatchBytes) {
      Item item = queue.poll();
      if (item == null) {
        break;
      }
      Preparation.Outcome outcome = item.preparation.prepare(item);
      byte[] json = outcome.json;
      if (json != null && !events.isEmpty() && bytes + json.length > options.maxBatchBytes) {
        carry = json;
        break;
      }
      taken++;
      if (json != null) {
        add(json);
      } else if (outcome.discarded != null) {
        ledger.discarded(outcome.discarded, 1);
      }
    }
    return finish();
  }

  /** Returns a batch of discards alone. */
  Batch farewell() {
    return new Batch(ids.next(), Collections.emptyList(), ledger.unreported(), 0);
  }

  private void add(byte[] json) {
    events.add(json);
    bytes += json.length;
  }

  private @Nullable Batch finish() {
    Batch batch =
        events.isEmpty() ? null : new Batch(ids.next(), events, ledger.unreported(), taken);
    if (batch == null) {
      ledger.settled(taken);
    }
    events = new ArrayList<>();
    bytes = 0;
    taken = 0;
    return batch;
  }
}
