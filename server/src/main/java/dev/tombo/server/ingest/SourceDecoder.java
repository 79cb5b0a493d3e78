// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the source around a frame's line: lines are texts, whatever was sent as them. */
final class SourceDecoder {
  private static final String FIELD = "frames[].context";

  private SourceDecoder() {}

  /** Reads the value at which a reader stands; null if it is none. */
  static @Nullable Json read(FieldReader reader) throws IOException {
    if (!reader.enter(FIELD, JsonToken.START_OBJECT, "an object")) {
      return null;
    }
    StringWriter json = new StringWriter();
    try (JsonGenerator out = Parsers.JSON.createGenerator(json)) {
      out.writeStartObject();
      Map<String, Json> extra = Map.of();
      for (String key = reader.nextField(); key != null; key = reader.nextField()) {
        switch (key) {
          case "before", "after" -> lines(key, reader, out);
          case "line" -> line(reader, out);
          default -> extra = reader.extra(key, extra);
        }
      }
      for (Map.Entry<String, Json> one : extra.entrySet()) {
        out.writeFieldName(one.getKey());
        out.writeRawValue(one.getValue().text());
      }
      out.writeEndObject();
    }
    return new Json(json.toString());
  }

  private static void lines(String key, FieldReader reader, JsonGenerator out) throws IOException {
    boolean list = reader.token() == JsonToken.START_ARRAY;
    var lines = reader.texts(FIELD + "." + key);
    if (list) {
      out.writeFieldName(key);
      out.writeStartArray();
      for (String line : lines) {
        out.writeString(line);
      }
      out.writeEndArray();
    }
  }

  private static void line(FieldReader reader, JsonGenerator out) throws IOException {
    String line = reader.text(FIELD + ".line");
    if (line != null) {
      out.writeStringField("line", line);
    }
  }
}
