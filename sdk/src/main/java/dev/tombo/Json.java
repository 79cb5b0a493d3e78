// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thin layer over Jackson's generator that leaves out what is null or empty, and writes the trees
 * that {@link Values} makes.
 */
final class Json {
  /** Without the pool of buffers per thread: it would hold on to the application's threads. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING)
          .disable(com.fasterxml.jackson.core.StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final JsonGenerator generator;

  Json(JsonGenerator generator) {
    this.generator = generator;
  }

  void startObject() throws IOException {
    generator.writeStartObject();
  }

  void startObject(String name) throws IOException {
    generator.writeObjectFieldStart(name);
  }

  void endObject() throws IOException {
    generator.writeEndObject();
  }

  void startArray(String name) throws IOException {
    generator.writeArrayFieldStart(name);
  }

  void endArray() throws IOException {
    generator.writeEndArray();
  }

  /** Writes a field unless its value is null or an empty map or list. */
  void field(String name, @Nullable Object value) throws IOException {
    boolean absent =
        value == null
            || (value instanceof Map && ((Map<?, ?>) value).isEmpty())
            || (value instanceof Iterable && !((Iterable<?>) value).iterator().hasNext());
    if (!absent) {
      generator.writeFieldName(Text.wellFormed(name));
      write(value);
    }
  }

  private void write(@Nullable Object value) throws IOException {
    if (value instanceof Map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        generator.writeFieldName(Text.wellFormed(String.valueOf(entry.getKey())));
        write(entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof Iterable) {
      generator.writeStartArray();
      for (Object element : (Iterable<?>) value) {
        write(element);
      }
      generator.writeEndArray();
    } else if (value instanceof Boolean) {
      generator.writeBoolean((Boolean) value);
    } else if (value instanceof Double || value instanceof Float) {
      generator.writeNumber(value.toString());
    } else if (value instanceof Number) {
      generator.writeNumber(((Number) value).longValue());
    } else if (value instanceof Instant) {
      generator.writeString(value.toString());
    } else if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(Text.wellFormed(value.toString()));
    }
  }
}
