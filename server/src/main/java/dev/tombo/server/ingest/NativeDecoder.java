// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.RejectReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/**
 * Reads the native form, a JSON document or NDJSON lines, token by token without a tree.
 * Thread-safe.
 */
public final class NativeDecoder {
  private final Limits limits;
  private final ItemDecoder items;

  /**
   * A decoder.
   *
   * @param limits how much a batch may bring
   * @param newIds gives ids to events that bring none
   */
  public NativeDecoder(Limits limits, Supplier<EventId> newIds) {
    this.limits = limits;
    this.items = new ItemDecoder(limits, newIds);
  }

  /**
   * Reads a batch in one JSON document.
   *
   * @throws BodyTooLargeException if it brings more items than it may
   * @throws MalformedBodyException if it is not one of that form
   */
  public Batch json(byte[] body) {
    BatchDraft draft = new BatchDraft(limits);
    int start = Parsers.start(body);
    try (JsonParser parser = Parsers.of(body, start, body.length - start)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedBodyException("the body is not a JSON object");
      }
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        batchField(field, parser, body, start, draft);
      }
      if (parser.nextToken() != null) {
        throw new MalformedBodyException("the body goes on after its JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new MalformedBodyException("the body is not JSON: " + Parsers.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return draft.batch();
  }

  /**
   * Reads NDJSON: of it only bad lines are rejected.
   *
   * @throws BodyTooLargeException if it brings more items than it may
   */
  public Batch ndjson(byte[] body) {
    BatchDraft draft = new BatchDraft(limits);
    int start = Parsers.start(body);
    while (start < body.length) {
      int end = start;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      if (!blank(body, start, end)) {
        line(body, start, end, draft);
      }
      start = end + 1;
    }
    return draft.batch();
  }

  private void line(byte[] body, int start, int end, BatchDraft draft) {
    int before = draft.size();
    try (JsonParser parser = Parsers.of(body, start, end - start)) {
      String kind = parser.nextToken() == JsonToken.START_OBJECT ? parser.nextFieldName() : null;
      if (kind == null) {
        throw new MalformedBodyException("the line is not a JSON object with one field");
      }
      parser.nextToken();
      switch (kind) {
        case "batch" -> batchLine(parser, body, start, draft);
        case "event" -> draft.add(items.event(parser, body, start));
        case "repeat" -> draft.add(items.repeat(parser, body, start));
        case "discarded" -> items.discard(parser, body, start).ifPresent(draft::add);
        default -> throw new MalformedBodyException("unknown kind of line: " + kind);
      }
      if (parser.nextToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw new MalformedBodyException("the line goes on after its one field");
      }
    } catch (JsonProcessingException | MalformedBodyException e) {
      draft.cut(before);
      draft.add(new Unreadable(null, RejectReason.MALFORMED));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void batchLine(JsonParser parser, byte[] body, int start, BatchDraft draft)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedBodyException("batch: not an object");
    }
    FieldReader reader = items.reader(parser, body, start);
    for (String field = reader.nextField(); field != null; field = reader.nextField()) {
      head(field, reader, draft);
    }
  }

  private void batchField(String field, JsonParser parser, byte[] body, int start, BatchDraft draft)
      throws IOException {
    switch (field) {
      case "events" -> list(field, parser, () -> draft.add(items.event(parser, body, start)));
      case "repeats" -> list(field, parser, () -> draft.add(items.repeat(parser, body, start)));
      case "discarded" ->
          list(field, parser, () -> items.discard(parser, body, start).ifPresent(draft::add));
      default -> head(field, items.reader(parser, body, start), draft);
    }
  }

  private static void head(String field, FieldReader reader, BatchDraft draft) throws IOException {
    switch (field) {
      case "id" -> draft.id(EventDecoder.id(reader).orElse(null));
      case "sentAt" -> draft.sentAt(reader.instant(field));
      default -> {
        var unused = reader.raw(field);
      }
    }
  }

  private static void list(String field, JsonParser parser, Element element) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedBodyException(field + ": not a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  private static boolean blank(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  /** Reads the element at which a parser stands. */
  private interface Element {
    void read() throws IOException;
  }
}
