// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON of what some clients send for it: Python's write numbers that are none, others write
 * bytes that are no UTF-8.
 */
final class JsonMender {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /** The longest first, as one holds another. */
  private static final List<byte[]> NO_NUMBERS =
      List.of("-Infinity", "Infinity", "NaN").stream()
          .map(word -> word.getBytes(StandardCharsets.US_ASCII))
          .toList();

  private JsonMender() {}

  /** The document with null for such numbers and a replacement for what is no character. */
  static byte[] mend(byte[] json) {
    byte[] text = new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream mended = new ByteArrayOutputStream(text.length);
    int at = 0;
    while (at < text.length) {
      int end = text[at] == '"' ? endOfString(text, at) : at + 1;
      byte[] word = text[at] == '"' ? null : noNumber(text, at);
      if (word == null) {
        mended.write(text, at, end - at);
        at = end;
      } else {
        mended.writeBytes(NULL);
        at += word.length;
      }
    }
    return mended.toByteArray();
  }

  private static int endOfString(byte[] text, int start) {
    int at = start + 1;
    while (at < text.length && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length);
  }

  private static byte @Nullable [] noNumber(byte[] text, int at) {
    for (byte[] word : NO_NUMBERS) {
      int end = at + word.length;
      if (end <= text.length && Arrays.equals(word, 0, word.length, text, at, end)) {
        return word;
      }
    }
    return null;
  }
}
