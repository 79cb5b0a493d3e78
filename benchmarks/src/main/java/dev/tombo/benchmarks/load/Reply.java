// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** The reply to one request after the other, looked at as it comes. Not thread-safe. */
final class Reply {
  private static final byte[] LENGTH = ascii("\ncontent-length:");
  private static final byte[] HEAD_END = ascii("\r\n\r\n");
  private static final byte[] ACCEPTED = ascii("{\"accepted\":");
  private static final int STATUS = 9;

  private final ByteBuffer buffer = ByteBuffer.allocate(8_192);
  private final byte[] bytes = buffer.array();
  private int body;
  private int end;

  /** Forgets it, for the next. */
  void clear() {
    buffer.clear();
    body = -1;
  }

  /** Reads what is there; answers whether all of it has come. */
  boolean read(ReadableByteChannel channel) throws IOException {
    if (channel.read(buffer) < 0 || !buffer.hasRemaining()) {
      throw new EOFException("the server hung up, or answered more than is expected");
    }
    if (body < 0) {
      int head = find(HEAD_END, buffer.position());
      if (head < 0) {
        return false;
      }
      body = head + HEAD_END.length;
      end = body + length();
    }
    return buffer.position() >= end;
  }

  int status() {
    return number(STATUS);
  }

  /** How many events it says were accepted. */
  int accepted() {
    return startsAt(ACCEPTED, body) ? number(body + ACCEPTED.length) : 0;
  }

  private int length() throws IOException {
    int at = find(LENGTH, body);
    if (at < 0) {
      throw new IOException("a reply without a length");
    }
    at += LENGTH.length;
    return number(bytes[at] == ' ' ? at + 1 : at);
  }

  /** Where a text begins, whatever the case of its letters; -1 if it is not there. */
  private int find(byte[] text, int before) {
    for (int at = 0; at <= before - text.length; at++) {
      if (startsAt(text, at)) {
        return at;
      }
    }
    return -1;
  }

  private boolean startsAt(byte[] text, int at) {
    for (int i = 0; i < text.length; i++) {
      byte here = bytes[at + i];
      if ((here >= 'A' && here <= 'Z' ? here + 32 : here) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int at) {
    int number = 0;
    for (int i = at; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
