// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import dev.tombo.server.ingest.MalformedBodyException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads one message of Protocol Buffers' wire format, field by field. A field whose tag the caller
 * does not know, of another kind of value than it expects too, is to be skipped. Not thread-safe.
 */
final class ProtobufReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int MAX_VARINT_BITS = 64;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;

  /** A reader of a whole body. */
  ProtobufReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private ProtobufReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  /** The number of a field with the kind of its value, as they stand on the wire. */
  static int varint(int field) {
    return (field << 3) | VARINT;
  }

  /** The tag of a number of eight bytes. */
  static int fixed64(int field) {
    return (field << 3) | FIXED64;
  }

  /** The tag of a text, bytes or a message. */
  static int length(int field) {
    return (field << 3) | LENGTH;
  }

  /** Where the message stands in the body. */
  Span span() {
    return new Span(start, end);
  }

  /** The same message from its start. */
  ProtobufReader again() {
    return new ProtobufReader(bytes, start, end);
  }

  /** The next field's tag; 0 at the end. */
  int tag() {
    if (at == end) {
      return 0;
    }
    long tag = varint();
    if (tag >>> 3 == 0 || tag > 0xFFFF_FFFFL) {
      throw malformed("a field has no number");
    }
    return (int) tag;
  }

  /** The value of a {@link #varint(int)}. */
  long varint() {
    long value = 0;
    for (int shift = 0; shift < MAX_VARINT_BITS; shift += 7) {
      if (at == end) {
        throw malformed("a number ends early");
      }
      byte next = bytes[at++];
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw malformed("a number has too many bytes");
  }

  /** The value of a {@link #fixed64(int)}. */
  long fixed64() {
    return (long) LONG.get(bytes, advance(Long.BYTES));
  }

  /** The value of a {@link #length(int)}, a message. */
  ProtobufReader message() {
    int length = length();
    int from = advance(length);
    return new ProtobufReader(bytes, from, from + length);
  }

  /** The value of a {@link #length(int)}, a text; what is not UTF-8 in it is replaced. */
  String text() {
    int length = length();
    return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
  }

  /** The value of a {@link #length(int)}, bytes. */
  byte[] bytes() {
    int length = length();
    int from = advance(length);
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  /** Passes over the value of a field. */
  void skip(int tag) {
    switch (tag & 7) {
      case VARINT -> {
        var unused = varint();
      }
      case FIXED64 -> {
        var unused = advance(Long.BYTES);
      }
      case LENGTH -> {
        var unused = advance(length());
      }
      case FIXED32 -> {
        var unused = advance(Integer.BYTES);
      }
      default -> throw malformed("a field is of a kind that there is none of");
    }
  }

  private int length() {
    long length = varint();
    if (length < 0 || length > end - at) {
      throw malformed("a field ends after what holds it");
    }
    return (int) length;
  }

  private int advance(int count) {
    if (count > end - at) {
      throw malformed("the message ends early");
    }
    int from = at;
    at += count;
    return from;
  }

  private static MalformedBodyException malformed(String why) {
    return new MalformedBodyException("the body is not protobuf: " + why);
  }
}
