// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.ingest.BatchDraft;
import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes a batch of those records of a body that are errors or bring an exception; the others are
 * read and forgotten. Not thread-safe.
 */
final class Selection {
  private static final Logger LOG = Logger.getLogger(Selection.class.getName());

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
            : part(log, scope, id));
  }

  /** A fault of ours with one record does not cost the others. */
  private static Part part(LogRecord log, Scope scope, EventId id) {
    try {
      return new EventPart(new LogEvents(log, scope).event(id));
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "a log record cannot be read", Ingest.withoutContent(e));
      return new Unreadable(id, RejectReason.NOT_STORABLE);
    }
  }

  /** Adds what is no record. */
  void addMalformed() {
    batch.add(new Unreadable(null, RejectReason.MALFORMED));
  }

  Batch batch() {
    return batch.batch();
  }
}
