// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.ingest.Texts;
import dev.tombo.server.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute or a body.
 *
 * @param token the first of its JSON
 * @param text what a text says; of anything else its JSON
 * @param cut whether something in it is nested too deep, and was left out
 */
record AnyValue(JsonToken token, String text, boolean cut) {
  /** How deep arrays and maps may be nested, as protobuf's own readers have it. */
  static final int MAX_DEPTH = 100;

  /** Nothing. */
  static final AnyValue NULL = new AnyValue(JsonToken.VALUE_NULL, "null", false);

  static AnyValue text(String text) {
    return new AnyValue(JsonToken.VALUE_STRING, text, false);
  }

  static AnyValue bool(boolean value) {
    return new AnyValue(value ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE, value + "", false);
  }

  static AnyValue integer(long value) {
    return new AnyValue(JsonToken.VALUE_NUMBER_INT, Long.toString(value), false);
  }

  /** A number that JSON may not have: NaN and the infinities are texts, as protobuf writes them. */
  static AnyValue number(double value) {
    String text = Double.toString(value);
    return Double.isFinite(value)
        ? new AnyValue(JsonToken.VALUE_NUMBER_FLOAT, text, false)
        : text(text);
  }

  /** What a scalar says; null for an array, a map and nothing. */
  @Nullable String scalar() {
    boolean scalar = token.isScalarValue() && token != JsonToken.VALUE_NULL;
    return scalar ? Texts.clean(text) : null;
  }

  boolean isMap() {
    return token == JsonToken.START_OBJECT;
  }

  Json json() {
    return new Raw(token, text).json();
  }

  /** The texts of the scalars in an array, or of the one that it is. */
  List<String> texts() {
    String one = scalar();
    if (one != null) {
      return List.of(one);
    }
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = Parsers.of(text)) {
      boolean array = parser.nextToken() == JsonToken.START_ARRAY;
      while (array && parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken().isScalarValue()) {
          texts.add(Texts.clean(parser.getText()));
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(texts);
  }
}
