// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.RepeatPart;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.Discard;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.Repeat;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the items of a native batch, each at the value where a parser stands. Thread-safe. */
final class ItemDecoder {
  private static final int MAX_REASON = 64;

  private final Limits limits;
  private final Supplier<EventId> newIds;

  ItemDecoder(Limits limits, Supplier<EventId> newIds) {
    this.limits = limits;
    this.newIds = newIds;
  }

  Part event(JsonParser parser, byte[] body, int offset) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Unreadable(null, RejectReason.MALFORMED);
    }
    return EventDecoder.decode(reader(parser, body, offset), newIds);
  }

  Part repeat(JsonParser parser, byte[] body, int offset) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return new Unreadable(null, RejectReason.MALFORMED);
    }
    RepeatDraft draft = new RepeatDraft();
    FieldReader reader = reader(parser, body, offset);
    for (String field = reader.nextField(); field != null; field = reader.nextField()) {
      repeatField(field, reader, draft);
    }
    return reader.tooLarge()
        ? new Unreadable(draft.id, RejectReason.TOO_LARGE)
        : draft.part(newIds);
  }

  private void repeatField(String field, FieldReader reader, RepeatDraft draft) throws IOException {
    switch (field) {
      case "id" -> {
        if (reader.token() != JsonToken.VALUE_NULL) {
          draft.id = EventDecoder.id(reader).orElse(null);
          draft.idInvalid = draft.id == null;
        }
      }
      case "of" -> draft.of = EventDecoder.id(reader).orElse(null);
      case "count" -> {
        if (reader.token() != JsonToken.VALUE_NULL) {
          draft.count = reader.integer(field);
        }
      }
      case "firstAt" -> draft.firstAt = reader.instant(field);
      case "lastAt" -> draft.lastAt = reader.instant(field);
      case "event" -> {
        if (reader.enter(field, JsonToken.START_OBJECT, "an object")
            && EventDecoder.decode(reader.within(), newIds) instanceof EventPart part) {
          draft.event = part.event();
        }
      }
      default -> {
        var unused = reader.raw(field);
      }
    }
  }

  Optional<Discard> discard(JsonParser parser, byte[] body, int offset) throws IOException {
    Fields fields = reader(parser, body, offset).fields("discarded");
    if (fields == null) {
      return Optional.empty();
    }
    String reason = fields.text("reason");
    Integer count = fields.integer("count");
    return reason == null || reason.isBlank() || count == null || count < 1
        ? Optional.empty()
        : Optional.of(new Discard(Texts.cut(reason.strip(), MAX_REASON), count));
  }

  FieldReader reader(JsonParser parser, byte[] body, int offset) {
    return new FieldReader(parser, body, offset, limits);
  }

  /** A repeat while it is read. */
  private static final class RepeatDraft {
    @Nullable EventId id;
    boolean idInvalid;
    @Nullable EventId of;
    @Nullable Integer count = 1;
    @Nullable Instant firstAt;
    @Nullable Instant lastAt;
    @Nullable Event event;

    Part part(Supplier<EventId> newIds) {
      if (idInvalid || of == null) {
        return new Unreadable(id, RejectReason.INVALID_ID);
      }
      if (count == null || count < 1) {
        return new Unreadable(id, RejectReason.MALFORMED);
      }
      EventId known = id == null ? newIds.get() : id;
      return new RepeatPart(new Repeat(known, of, count, firstAt, lastAt, event));
    }
  }
}
