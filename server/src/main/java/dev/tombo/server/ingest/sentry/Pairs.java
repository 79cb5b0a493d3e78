// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.ingest.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads names with values: an object, or a list of pairs, as older clients send them. */
final class Pairs {
  private Pairs() {}

  /** Names with texts, without those that have none. */
  static Map<String, String> texts(String field, FieldReader reader) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (reader.token() == JsonToken.START_OBJECT) {
      for (String key = reader.nextField(); key != null; key = reader.nextField()) {
        put(texts, Texts.clean(key), reader.raw(field + "." + key));
      }
    } else if (reader.enter(field, JsonToken.START_ARRAY, "an object or a list of pairs")) {
      while (reader.nextElement()) {
        pair(field, reader, texts);
      }
    }
    return texts;
  }

  private static void pair(String field, FieldReader reader, Map<String, String> texts)
      throws IOException {
    if (!reader.enter(field + "[]", JsonToken.START_ARRAY, "a pair")) {
      return;
    }
    List<Raw> pair = new ArrayList<>();
    while (reader.nextElement()) {
      pair.add(reader.raw(field + "[]"));
    }
    String key = pair.size() == 2 ? Loose.text(pair.getFirst()) : null;
    if (key == null) {
      reader.leftOut(field + "[]", "a pair");
    } else {
      put(texts, key, pair.getLast());
    }
  }

  private static void put(Map<String, String> texts, String key, Raw raw) throws IOException {
    String text = raw.token() == JsonToken.START_ARRAY ? joined(raw) : Loose.text(raw);
    if (text != null) {
      texts.merge(key, text, (first, second) -> first + ", " + second);
    }
  }

  /** A list of texts as one; PHP's clients send each header as a list. */
  private static String joined(Raw raw) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = Parsers.of(raw.text())) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (!parser.currentToken().isScalarValue()) {
          return Texts.clean(raw.text());
        }
        texts.add(parser.getText());
      }
    }
    return Texts.clean(String.join(", ", texts));
  }
}
