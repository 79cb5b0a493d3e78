// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Request;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the HTTP request that was being served. Whatever has names is kept with them, so that
 * secrets among it are found.
 */
final class RequestFields {
  private RequestFields() {}

  /** Reads the value at which a reader stands; null if it is no object. */
  static @Nullable Request read(String name, FieldReader reader) throws IOException {
    if (!reader.enter(name, JsonToken.START_OBJECT, "an object")) {
      return null;
    }
    String method = null;
    String url = null;
    String query = null;
    Map<String, String> headers = Map.of();
    Map<String, Json> more = Map.of();
    for (String key = reader.nextField(); key != null; key = reader.nextField()) {
      String field = name + "." + key;
      boolean text = reader.token().isScalarValue();
      switch (key) {
        case "method" -> method = Loose.scalar(field, reader.raw(field), reader);
        case "url" -> url = Loose.scalar(field, reader.raw(field), reader);
        case "headers" -> headers = Pairs.texts(field, reader);
        case "query_string", "cookies" -> {
          if (text) {
            String value = Loose.text(reader.raw(field));
            query = key.equals("cookies") ? query : value;
            more = key.equals("cookies") ? kept(field, key, value, reader, more) : more;
          } else {
            more = reader.extra(field, key, named(Pairs.texts(field, reader)), more);
          }
        }
        default -> more = Loose.keep(name + ".", key, reader, more);
      }
    }
    return new Request(method, with(url, query), headers, more);
  }

  private static Map<String, Json> kept(
      String field,
      String key,
      @Nullable String value,
      FieldReader reader,
      Map<String, Json> more) {
    return value == null ? more : reader.extra(field, key, Raw.of(value), more);
  }

  /** The address with its query, which some clients send apart. */
  private static @Nullable String with(@Nullable String url, @Nullable String query) {
    if (query == null || query.isEmpty()) {
      return url;
    }
    String plain = query.startsWith("?") ? query.substring(1) : query;
    if (url == null) {
      return "?" + plain;
    }
    return url.indexOf('?') >= 0 ? url : url + "?" + plain;
  }

  private static Raw named(Map<String, String> values) throws IOException {
    StringWriter json = new StringWriter();
    try (JsonGenerator out = Parsers.JSON.createGenerator(json)) {
      out.writeStartObject();
      for (Map.Entry<String, String> value : values.entrySet()) {
        out.writeStringField(value.getKey(), value.getValue());
      }
      out.writeEndObject();
    }
    return new Raw(JsonToken.START_OBJECT, json.toString());
  }
}
