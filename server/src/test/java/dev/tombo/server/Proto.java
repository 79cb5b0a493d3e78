// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a message of Protocol Buffers, field by field. */
public final class Proto {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A request with these records, of one logger of one resource. */
  public static Proto logs(Proto... records) {
    Proto scope = new Proto();
    for (Proto one : records) {
      scope.message(2, one);
    }
    return new Proto().message(1, new Proto().message(2, scope));
  }

  /** A KeyValue of a text. */
  public static Proto pair(String key, String value) {
    return new Proto().text(1, key).message(2, new Proto().text(1, value));
  }

  /** Adds a number. */
  public Proto varint(int field, long value) {
    number((long) field << 3);
    number(value);
    return this;
  }

  /** Adds a number of eight bytes. */
  public Proto fixed64(int field, long value) {
    number(((long) field << 3) | 1);
    out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  /** Adds a text. */
  public Proto text(int field, String text) {
    return bytes(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a message. */
  public Proto message(int field, Proto message) {
    return bytes(field, message.bytes());
  }

  /** Adds bytes. */
  public Proto bytes(int field, byte[] bytes) {
    number(((long) field << 3) | 2);
    number(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** What was written. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  private void number(long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
  }
}
