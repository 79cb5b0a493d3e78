// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.MalformedBodyException;
import dev.tombo.server.ingest.Parsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an ExportLogsServiceRequest in OTLP's JSON. Records that stand before what they share with
 * others wait, and are read once that is known. Not thread-safe.
 */
final class JsonLogs {
  private final byte[] body;
  private final Selection selection;

  JsonLogs(byte[] body, Selection selection) {
    this.body = body;
    this.selection = selection;
  }

  /** Reads the value at which a parser stands that started so far into the body. */
  private interface Reading {
    void read(JsonParser parser, int offset) throws IOException;
  }

  void read() {
    int start = Parsers.start(body);
    try {
      read(new Span(start, body.length), this::request);
    } catch (JsonProcessingException e) {
      throw new MalformedBodyException("the body is not JSON: " + Parsers.describe(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Span part, Reading reading) throws IOException {
    try (JsonParser parser = Parsers.of(body, part.start(), part.length())) {
      parser.nextToken();
      reading.read(parser, part.start());
    }
  }

  private void request(JsonParser parser, int offset) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedBodyException("the body is not a JSON object");
    }
    for (String name = JsonValues.first(parser); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("resourceLogs")) {
        each(name, parser, offset, this::resourceLogs);
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedBodyException("the body goes on after its JSON object");
    }
  }

  private void resourceLogs(JsonParser parser, int offset) throws IOException {
    Scope resource = Scope.unknown();
    boolean known = false;
    List<Span> waiting = new ArrayList<>();
    for (String name = JsonValues.first(parser); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("resource")) {
        resource = resource(parser, offset);
        known = true;
      } else if (name.equals("scopeLogs") && known) {
        scopes(parser, offset, resource);
      } else if (name.equals("scopeLogs")) {
        waiting.add(skipped(parser, offset));
      } else {
        parser.skipChildren();
      }
    }
    Scope last = resource;
    for (Span part : waiting) {
      read(part, (again, start) -> scopes(again, start, last));
    }
  }

  private void scopes(JsonParser parser, int offset, Scope resource) throws IOException {
    each("scopeLogs", parser, offset, (at, start) -> scopeLogs(at, start, resource));
  }

  private Scope resource(JsonParser parser, int offset) throws IOException {
    int start = start(parser, offset);
    Map<String, AnyValue> attributes = new LinkedHashMap<>();
    for (String name = JsonValues.first(parser); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("attributes")) {
        JsonValues.readAllInto(attributes, parser);
      } else {
        parser.skipChildren();
      }
    }
    return Scope.of(attributes, new Span(start, end(parser, offset)));
  }

  private void scopeLogs(JsonParser parser, int offset, Scope resource) throws IOException {
    Scope scope = resource;
    boolean known = false;
    List<Span> waiting = new ArrayList<>();
    for (String name = JsonValues.first(parser); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals("scope")) {
        scope = scope(parser, offset, resource);
        known = true;
      } else if (name.equals("logRecords") && known) {
        records(parser, offset, scope);
      } else if (name.equals("logRecords")) {
        waiting.add(skipped(parser, offset));
      } else {
        parser.skipChildren();
      }
    }
    Scope last = scope;
    for (Span part : waiting) {
      read(part, (again, start) -> records(again, start, last));
    }
  }

  private static Scope scope(JsonParser parser, int offset, Scope resource) throws IOException {
    int start = start(parser, offset);
    String logger = "";
    for (String name = JsonValues.first(parser); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("name") && token == JsonToken.VALUE_STRING) {
        logger = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return resource.named(logger, new Span(start, end(parser, offset)));
  }

  private void records(JsonParser parser, int offset, Scope scope) throws IOException {
    each("logRecords", parser, offset, (at, start) -> record(at, start, scope));
  }

  private void record(JsonParser parser, int offset, Scope scope) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      selection.addMalformed();
      return;
    }
    int start = start(parser, offset);
    LogRecord log = JsonRecord.read(parser);
    selection.add(log, scope, new Span(start, end(parser, offset)));
  }

  /** Reads each element of an array. */
  private static void each(String field, JsonParser parser, int offset, Reading element)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new MalformedBodyException(field + ": not a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read(parser, offset);
    }
  }

  private static Span skipped(JsonParser parser, int offset) throws IOException {
    int start = start(parser, offset);
    parser.skipChildren();
    return new Span(start, end(parser, offset));
  }

  private static int start(JsonParser parser, int offset) {
    return offset + (int) parser.currentTokenLocation().getByteOffset();
  }

  private static int end(JsonParser parser, int offset) {
    return offset + (int) parser.currentLocation().getByteOffset();
  }
}
