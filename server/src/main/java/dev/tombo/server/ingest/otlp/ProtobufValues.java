// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import static dev.tombo.server.ingest.otlp.ProtobufReader.fixed64;
import static dev.tombo.server.ingest.otlp.ProtobufReader.length;
import static dev.tombo.server.ingest.otlp.ProtobufReader.varint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.tombo.server.ingest.Parsers;
import dev.tombo.server.ingest.Texts;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values and attributes of OTLP's protobuf form. Of values that exclude each other the first
 * counts.
 */
final class ProtobufValues {
  private static final int TEXT = length(1);
  private static final int BOOL = varint(2);
  private static final int INTEGER = varint(3);
  private static final int NUMBER = fixed64(4);
  private static final int ARRAY = length(5);
  private static final int MAP = length(6);
  private static final int BYTES = length(7);
  private static final int KEY = length(1);
  private static final int VALUE = length(2);

  private boolean cut;

  private ProtobufValues() {}

  /** Reads a message AnyValue. */
  static AnyValue read(ProtobufReader any) {
    for (int tag = any.tag(); tag != 0; tag = any.tag()) {
      if (tag == ARRAY || tag == MAP) {
        return new ProtobufValues().nested(any, tag);
      }
      AnyValue scalar = scalar(any, tag);
      if (scalar != null) {
        return scalar;
      }
    }
    return AnyValue.NULL;
  }

  /** Reads a message KeyValue into what was read of them before. */
  static void readInto(Map<String, AnyValue> attributes, ProtobufReader pair) {
    String key = "";
    AnyValue value = AnyValue.NULL;
    for (int tag = pair.tag(); tag != 0; tag = pair.tag()) {
      if (tag == KEY) {
        key = pair.text();
      } else if (tag == VALUE) {
        value = read(pair.message());
      } else {
        pair.skip(tag);
      }
    }
    attributes.put(key, value);
  }

  private static @Nullable AnyValue scalar(ProtobufReader any, int tag) {
    if (tag == TEXT) {
      return AnyValue.text(any.text());
    } else if (tag == BOOL) {
      return AnyValue.bool(any.varint() != 0);
    } else if (tag == INTEGER) {
      return AnyValue.integer(any.varint());
    } else if (tag == NUMBER) {
      return AnyValue.number(Double.longBitsToDouble(any.fixed64()));
    } else if (tag == BYTES) {
      return AnyValue.text(Base64.getEncoder().encodeToString(any.bytes()));
    }
    any.skip(tag);
    return null;
  }

  private AnyValue nested(ProtobufReader any, int tag) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = Parsers.JSON.createGenerator(text)) {
      writeNested(any.message(), tag, out, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonToken token = tag == ARRAY ? JsonToken.START_ARRAY : JsonToken.START_OBJECT;
    return new AnyValue(token, text.toString(), cut);
  }

  private void writeNested(ProtobufReader values, int kind, JsonGenerator out, int depth)
      throws IOException {
    if (kind == ARRAY) {
      out.writeStartArray();
    } else {
      out.writeStartObject();
    }
    for (int tag = values.tag(); tag != 0; tag = values.tag()) {
      if (tag != length(1)) {
        values.skip(tag);
      } else if (kind == ARRAY) {
        write(values.message(), out, depth);
      } else {
        writePair(values.message(), out, depth);
      }
    }
    if (kind == ARRAY) {
      out.writeEndArray();
    } else {
      out.writeEndObject();
    }
  }

  private void writePair(ProtobufReader pair, JsonGenerator out, int depth) throws IOException {
    String key = "";
    ProtobufReader value = null;
    for (int tag = pair.tag(); tag != 0; tag = pair.tag()) {
      if (tag == KEY) {
        key = pair.text();
      } else if (tag == VALUE) {
        value = pair.message();
      } else {
        pair.skip(tag);
      }
    }
    out.writeFieldName(Texts.clean(key));
    if (value == null) {
      out.writeNull();
    } else {
      write(value, out, depth);
    }
  }

  private void write(ProtobufReader any, JsonGenerator out, int depth) throws IOException {
    for (int tag = any.tag(); tag != 0; tag = any.tag()) {
      if ((tag == ARRAY || tag == MAP) && depth < AnyValue.MAX_DEPTH) {
        writeNested(any.message(), tag, out, depth + 1);
        return;
      } else if (tag == ARRAY || tag == MAP) {
        cut = true;
        break;
      }
      AnyValue scalar = scalar(any, tag);
      if (scalar != null) {
        out.writeRawValue(scalar.json().text());
        return;
      }
    }
    out.writeNull();
  }
}
