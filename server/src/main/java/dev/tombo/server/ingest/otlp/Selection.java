// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.ingest.BatchDraft;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import java.util.function.Supplier;

/**
 * Makes a batch of those records of a body that are errors or bring an exception; the others are
 * read and forgotten. Not thread-safe.
 */
final class Selection {
  private final Limits limits;
  private final RecordIds ids;
  private final BatchDraft batch;

  Selection(byte[] body, Limits limits, Supplier<EventId> newIds) {
    this.limits = limits;
    this.ids = new RecordIds(body, newIds);
    this.batch = new BatchDraft(limits);
  }

  /** Adds a record that stands at a place in the body. */
  void add(LogRecord log, Scope scope, Span place) {
    if (!log.isKept()) {
      return;
    }
    EventId id = ids.of(log.at(), scope.resource(), scope.span(), place);
    batch.add(
        place.length() > limits.eventBytes()
            ? new Unreadable(id, RejectReason.TOO_LARGE)
            : new EventPart(new LogEvents(log, scope).event(id)));
  }

  /** Adds what is no record. */
  void addMalformed() {
    batch.add(new Unreadable(null, RejectReason.MALFORMED));
  }

  Batch batch() {
    return batch.batch();
  }
}
