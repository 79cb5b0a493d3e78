// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** What the server answered. */
final class Reply {
  /** More of a reply than this is not read. */
  static final int MAX_BODY = 64 * 1024;

  final int status;
  final @Nullable String retryAfter;
  final @Nullable String date;
  final byte[] body;

  Reply(int status, @Nullable String retryAfter, byte[] body) {
    this(status, retryAfter, null, body);
  }

  Reply(int status, @Nullable String retryAfter, @Nullable String date, byte[] body) {
    this.status = status;
    this.retryAfter = retryAfter;
    this.date = date;
    this.body = body;
  }

  /** Returns the beginning of the body, on one line. */
  String text() {
    String text = new String(body, 0, Math.min(body.length, 500), UTF_8);
    return text.replaceAll("\\s+", " ").trim();
  }

  /** Reads a body up to the bound. */
  static byte[] read(@Nullable InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    while (in != null && out.size() < MAX_BODY) {
      int read = in.read(buffer, 0, Math.min(buffer.length, MAX_BODY - out.size()));
      if (read < 0) {
        break;
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }
}
