// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Texts;
import dev.tombo.server.model.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attributes by name, taken one by one; what is left over is a tag where it is short, and else a
 * detail. Not thread-safe.
 */
final class Attributes {
  private static final int MAX_TAG = 200;

  /** What the semantic conventions say of code, processes and the like: nobody filters by it. */
  private static final Set<String> DETAILS =
      Set.of(
          "browser",
          "client",
          "code",
          "container",
          "device",
          "exception",
          "host",
          "http",
          "log",
          "network",
          "os",
          "process",
          "server",
          "telemetry",
          "thread",
          "url",
          "user_agent");

  private final Map<String, AnyValue> values;

  /** Attributes that are taken from this map. */
  Attributes(Map<String, AnyValue> values) {
    this.values = values;
  }

  /** The text of the first of these names that has one; all are taken. */
  @Nullable String text(String... names) {
    String text = null;
    for (String name : names) {
      AnyValue value = values.remove(name);
      String scalar = value == null ? null : value.scalar();
      text = text == null && scalar != null && !scalar.isBlank() ? scalar : text;
    }
    return text;
  }

  /** A value as it stands. */
  @Nullable AnyValue take(String name) {
    return values.remove(name);
  }

  /** The texts of an array, or the one that it is; none if it is not there. */
  List<String> texts(String name) {
    AnyValue value = values.remove(name);
    return value == null ? List.of() : value.texts();
  }

  /** Those whose names start so, by the rest of their names. */
  Map<String, AnyValue> under(String prefix) {
    Map<String, AnyValue> found = new HashMap<>();
    for (Iterator<Map.Entry<String, AnyValue>> left = values.entrySet().iterator();
        left.hasNext(); ) {
      Map.Entry<String, AnyValue> one = left.next();
      if (one.getKey().startsWith(prefix)) {
        found.put(one.getKey().substring(prefix.length()), one.getValue());
        left.remove();
      }
    }
    return found;
  }

  /** Takes so many of those that people filter by, as tags. */
  Map<String, String> tags(int most) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Iterator<Map.Entry<String, AnyValue>> left = values.entrySet().iterator();
        left.hasNext() && tags.size() < most; ) {
      Map.Entry<String, AnyValue> one = left.next();
      String value = one.getValue().scalar();
      if (value != null && isTag(one.getKey(), value)) {
        tags.put(Texts.clean(one.getKey()), value);
        left.remove();
      }
    }
    return tags;
  }

  private static boolean isTag(String key, String value) {
    int dot = key.indexOf('.');
    boolean detail = DETAILS.contains(dot < 0 ? key : key.substring(0, dot)) && dot >= 0;
    return !detail
        && !key.isBlank()
        && !value.isBlank()
        && value.length() <= MAX_TAG
        && key.length() <= MAX_TAG
        && value.indexOf('\n') < 0;
  }

  /** What is left, as an object; null if nothing is. */
  @Nullable Json rest() {
    if (values.isEmpty()) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Parsers.JSON.createGenerator(text)) {
      out.writeStartObject();
      for (Map.Entry<String, AnyValue> one : values.entrySet()) {
        out.writeFieldName(Texts.clean(one.getKey()));
        out.writeRawValue(one.getValue().json().text());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Json(text.toString());
  }
}
