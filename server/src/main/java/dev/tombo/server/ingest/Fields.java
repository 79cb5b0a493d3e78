// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The fields of a small object, taken one by one by name; what is left over is extra. */
public final class Fields {
  private final String path;
  private final Coercion coercion;
  private final Map<String, Raw> values;

  Fields(String path, Coercion coercion, Map<String, Raw> values) {
    this.path = path;
    this.coercion = coercion;
    this.values = values;
  }

  public @Nullable String text(String name) {
    return coercion.text(path + "." + name, take(name));
  }

  public @Nullable Boolean bool(String name) {
    return coercion.bool(path + "." + name, take(name));
  }

  public @Nullable Integer integer(String name) {
    return coercion.integer(path + "." + name, take(name));
  }

  @Nullable Instant instant(String name) {
    return coercion.instant(path + "." + name, take(name));
  }

  @Nullable Level level(String name) {
    return coercion.level(path + "." + name, take(name));
  }

  /** The value as it stands, if it is of one of these kinds. */
  public @Nullable Json json(String name, String kind, JsonToken... tokens) {
    Raw raw = take(name);
    if (raw.isNull()) {
      return null;
    }
    for (JsonToken token : tokens) {
      if (raw.token() == token) {
        return raw.json();
      }
    }
    coercion.leftOut(path + "." + name, kind);
    return null;
  }

  /** What was not taken, as far as there is room. */
  Map<String, Json> rest(FieldReader reader) {
    return rest(reader, UnaryOperator.identity());
  }

  /** What was not taken, under other names, as far as there is room. */
  public Map<String, Json> rest(FieldReader reader, UnaryOperator<String> naming) {
    Map<String, Json> rest = Map.of();
    for (Map.Entry<String, Raw> value : values.entrySet()) {
      String key = value.getKey();
      rest = reader.extra(path + "." + key, naming.apply(key), value.getValue(), rest);
    }
    return rest;
  }

  /** The value of a name as it stands, once; JSON's null where there is none. */
  public Raw take(String name) {
    Raw raw = values.remove(name);
    return raw == null ? Raw.NULL : raw;
  }
}
