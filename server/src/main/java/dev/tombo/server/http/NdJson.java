// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Answers of any length: a JSON value on each line, sent as they are made. */
final class NdJson {
  static final String TYPE = "application/x-ndjson";

  private static final int BUFFER = 32 << 10;

  private NdJson() {}

  /** Whether a request asks for it by its {@code Accept} header. */
  static boolean isTaken(ServerRequest request) {
    return request
        .headers()
        .value(HeaderNames.ACCEPT)
        .filter(accept -> accept.toLowerCase(Locale.ROOT).contains(TYPE))
        .isPresent();
  }

  /** Takes the values of an answer, one by one. */
  @FunctionalInterface
  interface Lines {
    void write(Object value);
  }

  /** Makes an answer. */
  @FunctionalInterface
  interface Source {
    void writeTo(Lines lines);
  }

  /**
   * Answers 200; an answer that cannot be ended breaks off without its end, so that nobody takes it
   * for the whole.
   */
  static void send(ServerResponse response, Source source) {
    response.header(HeaderNames.CONTENT_TYPE, TYPE);
    OutputStream out = new BufferedOutputStream(response.outputStream(), BUFFER);
    try {
      source.writeTo(value -> write(out, value));
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, Object value) {
    try {
      out.write(JsonReplies.bytes(value));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
