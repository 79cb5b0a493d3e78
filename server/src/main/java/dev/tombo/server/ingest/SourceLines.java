// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The source around a frame's line: lines are texts, whatever was sent as them. */
public final class SourceLines {
  private static final String FIELD = "frames[].context";

  private SourceLines() {}

  /** Reads our own form at which a reader stands; null if it is none. */
  static @Nullable Json read(FieldReader reader) throws IOException {
    if (!reader.enter(FIELD, JsonToken.START_OBJECT, "an object")) {
      return null;
    }
    List<String> before = List.of();
    String line = null;
    List<String> after = List.of();
    Map<String, Json> extra = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      switch (key) {
        case "before" -> before = reader.texts(FIELD + ".before");
        case "line" -> line = reader.text(FIELD + ".line");
        case "after" -> after = reader.texts(FIELD + ".after");
        default -> extra = reader.extra(key, extra);
      }
    }
    return json(before, line, after, extra);
  }

  /** The source in our own form; what there is none of is left out. */
  public static Json json(
      List<String> before, @Nullable String line, List<String> after, Map<String, Json> extra) {
    StringWriter json = new StringWriter();
    try (JsonGenerator out = Parsers.JSON.createGenerator(json)) {
      out.writeStartObject();
      lines("before", before, out);
      if (line != null) {
        out.writeStringField("line", line);
      }
      lines("after", after, out);
      for (Map.Entry<String, Json> one : extra.entrySet()) {
        out.writeFieldName(one.getKey());
        out.writeRawValue(one.getValue().text());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Json(json.toString());
  }

  private static void lines(String name, List<String> lines, JsonGenerator out) throws IOException {
    if (!lines.isEmpty()) {
      out.writeArrayFieldStart(name);
      for (String line : lines) {
        out.writeString(line);
      }
      out.writeEndArray();
    }
  }
}
