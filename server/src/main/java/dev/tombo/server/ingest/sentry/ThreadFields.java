// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.FieldReader;
import dev.tombo.server.ingest.Fields;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.Raw;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.ThreadInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event's threads: the one that crashed, else the current one, else the only one is the
 * event's; the others are kept as they came. Not thread-safe.
 */
final class ThreadFields {
  private final FieldReader reader;
  private final Limits limits;
  private final List<Raw> others = new ArrayList<>();
  private @Nullable Raw main;
  private int rank;

  ThreadFields(FieldReader reader, Limits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  void read(String field) throws IOException {
    Loose.each(field, reader, this::one);
    if (main == null && others.size() == 1) {
      main = others.removeFirst();
    }
  }

  private void one() throws IOException {
    Raw raw = reader.raw("threads[]");
    if (raw.token() != JsonToken.START_OBJECT) {
      return;
    }
    Fields fields = fields(raw);
    int own =
        Boolean.TRUE.equals(Loose.bool(fields.take("crashed")))
            ? 2
            : Boolean.TRUE.equals(Loose.bool(fields.take("current"))) ? 1 : 0;
    if (own > rank) {
      if (main != null) {
        others.add(main);
      }
      main = raw;
      rank = own;
    } else {
      others.add(raw);
    }
  }

  /** The stack of the event's thread; null where it has none. */
  @Nullable Raw stack() throws IOException {
    Raw stack = main == null ? Raw.NULL : fields(main).take("stacktrace");
    return stack.token().isStructStart() ? stack : null;
  }

  /** The event's thread. */
  @Nullable ThreadInfo thread() throws IOException {
    if (main == null) {
      return null;
    }
    Fields fields = fields(main);
    return new ThreadInfo(
        fields.json("id", "a number", JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_STRING),
        Loose.text(fields.take("name")),
        null,
        fields.rest(reader, Loose::unknown));
  }

  /** Keeps the others among what is unknown. */
  Map<String, Json> others(Map<String, Json> extra) {
    if (others.isEmpty()) {
      return extra;
    }
    String list = others.stream().map(Raw::text).collect(Collectors.joining(",", "[", "]"));
    return reader.extra("threads", "threads", new Raw(JsonToken.START_ARRAY, list), extra);
  }

  private Fields fields(Raw raw) throws IOException {
    Fields fields = FieldReader.of(raw, limits).fields("threads[]");
    if (fields == null) {
      throw new IllegalStateException("an object is none");
    }
    return fields;
  }
}
