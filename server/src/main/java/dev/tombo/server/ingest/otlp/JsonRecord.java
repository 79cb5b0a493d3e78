// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads a LogRecord in OTLP's JSON: numbers of 64 bits may be texts, ids are hex. A field of the
 * wrong kind counts as absent.
 */
final class JsonRecord {
  private JsonRecord() {}

  /** Reads the object at which a parser stands. */
  static LogRecord read(JsonParser parser) throws IOException {
    LogRecord log = new LogRecord();
    for (String name = JsonValues.first(parser); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      field(name, parser, log);
    }
    return log;
  }

  private static void field(String name, JsonParser parser, LogRecord log) throws IOException {
    switch (name) {
      case "timeUnixNano" -> log.time = number(parser);
      case "observedTimeUnixNano" -> log.observedTime = number(parser);
      case "severityNumber" -> log.severityNumber = Math.clamp(number(parser), 0, 99);
      case "severityText" -> log.severityText = text(parser);
      case "body" -> log.body = JsonValues.read(parser);
      case "attributes" -> JsonValues.readAllInto(log.attributes, parser);
      case "droppedAttributesCount" -> log.droppedAttributes = number(parser);
      case "traceId" -> log.traceId = text(parser);
      case "spanId" -> log.spanId = text(parser);
      case "eventName" -> log.eventName = text(parser);
      default -> parser.skipChildren();
    }
  }

  private static String text(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return "";
  }

  /** An unsigned number of 64 bits, or 0. */
  private static long number(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
      try {
        return Long.parseUnsignedLong(parser.getText());
      } catch (NumberFormatException e) {
        return 0;
      }
    }
    parser.skipChildren();
    return 0;
  }
}
