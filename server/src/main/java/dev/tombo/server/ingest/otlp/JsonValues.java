// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values and attributes of OTLP's JSON form, each at the token where a parser stands. Of
 * values that exclude each other the first counts; what is of the wrong kind is nothing.
 */
final class JsonValues {
  private final JsonParser parser;
  private boolean cut;

  private JsonValues(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads an object AnyValue. */
  static AnyValue read(JsonParser parser) throws IOException {
    JsonValues values = new JsonValues(parser);
    AnyValue read = AnyValue.NULL;
    for (String name = first(parser); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (read.token() != JsonToken.VALUE_NULL) {
        parser.skipChildren();
      } else if (name.equals("arrayValue") || name.equals("kvlistValue")) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Parsers.JSON.createGenerator(text)) {
          values.writeNested(name, out, 1);
        }
        JsonToken start =
            name.equals("arrayValue") ? JsonToken.START_ARRAY : JsonToken.START_OBJECT;
        read = new AnyValue(start, text.toString(), values.cut);
      } else {
        AnyValue scalar = scalar(name, token, parser);
        read = scalar == null ? read : scalar;
      }
    }
    return read;
  }

  /** Reads an array of objects KeyValue into what was read of them before. */
  static void readAllInto(Map<String, AnyValue> attributes, JsonParser parser) throws IOException {
    boolean array = parser.currentToken() == JsonToken.START_ARRAY;
    while (array && parser.nextToken() != JsonToken.END_ARRAY) {
      String key = "";
      AnyValue value = AnyValue.NULL;
      for (String name = first(parser); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        if (name.equals("key") && token == JsonToken.VALUE_STRING) {
          key = parser.getText();
        } else if (name.equals("value")) {
          value = read(parser);
        } else {
          parser.skipChildren();
        }
      }
      attributes.put(key, value);
    }
    if (!array) {
      parser.skipChildren();
    }
  }

  /**
   * Goes to the first field of an object; null if it has none, or is no object: then to its end.
   */
  static @Nullable String first(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return parser.nextFieldName();
    }
    parser.skipChildren();
    return null;
  }

  private static @Nullable AnyValue scalar(String name, JsonToken token, JsonParser parser)
      throws IOException {
    boolean text = token == JsonToken.VALUE_STRING;
    boolean integer = token == JsonToken.VALUE_NUMBER_INT;
    boolean number = integer || token == JsonToken.VALUE_NUMBER_FLOAT;
    boolean bool = token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE;
    boolean known =
        switch (name) {
          case "stringValue", "bytesValue" -> text;
          case "boolValue" -> bool;
          case "intValue" -> integer || text;
          case "doubleValue" -> number || text;
          default -> false;
        };
    if (!known) {
      parser.skipChildren();
      return null;
    }
    String value = parser.getText();
    boolean digits = name.equals("intValue") && text && value.matches("-?[0-9]{1,19}");
    return new AnyValue(digits ? JsonToken.VALUE_NUMBER_INT : token, plain(value, digits), false);
  }

  /** A number without zeros in front, which JSON does not have. */
  private static String plain(String value, boolean digits) {
    return digits ? new BigInteger(value).toString() : value;
  }

  /** Writes what stands in the object ArrayValue or KeyValueList where the parser is. */
  private void writeNested(String kind, JsonGenerator out, int depth) throws IOException {
    boolean array = kind.equals("arrayValue");
    if (array) {
      out.writeStartArray();
    } else {
      out.writeStartObject();
    }
    for (String name = first(parser); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (!name.equals("values") || token != JsonToken.START_ARRAY) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (array) {
          write(out, depth);
        } else {
          writePair(out, depth);
        }
      }
    }
    if (array) {
      out.writeEndArray();
    } else {
      out.writeEndObject();
    }
  }

  /** Mostly the key stands before the value; where it does not, the value waits for it. */
  private void writePair(JsonGenerator out, int depth) throws IOException {
    String key = null;
    String waiting = "null";
    boolean written = false;
    for (String name = first(parser); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      if (name.equals("key") && token == JsonToken.VALUE_STRING) {
        key = parser.getText();
      } else if (name.equals("value") && key != null && !written) {
        out.writeFieldName(Texts.clean(key));
        write(out, depth);
        written = true;
      } else if (name.equals("value") && key == null) {
        StringWriter text = new StringWriter();
        try (JsonGenerator apart = Parsers.JSON.createGenerator(text)) {
          write(apart, depth);
        }
        waiting = text.toString();
      } else {
        parser.skipChildren();
      }
    }
    if (!written) {
      out.writeFieldName(key == null ? "" : Texts.clean(key));
      out.writeRawValue(waiting);
    }
  }

  private void write(JsonGenerator out, int depth) throws IOException {
    boolean written = false;
    for (String name = first(parser); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      boolean nested = name.equals("arrayValue") || name.equals("kvlistValue");
      if (written || (nested && depth == AnyValue.MAX_DEPTH)) {
        cut |= nested && !written;
        parser.skipChildren();
      } else if (nested) {
        writeNested(name, out, depth + 1);
        written = true;
      } else {
        AnyValue scalar = scalar(name, token, parser);
        if (scalar != null) {
          out.writeRawValue(scalar.json().text());
          written = true;
        }
      }
    }
    if (!written) {
      out.writeNull();
    }
  }
}
