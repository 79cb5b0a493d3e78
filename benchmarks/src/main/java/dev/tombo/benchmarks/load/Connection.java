// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A connection that stays open, by a bare socket: a client of the JDK would take the processor that
 * the server needs. Not thread-safe.
 */
final class Connection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[8_192];
  private int filled;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = socket.getInputStream();
  }

  /** Sends so many bytes and answers the reply's status once all of the reply is there. */
  int exchange(byte[] request, int length) throws IOException {
    socket.getOutputStream().write(request, 0, length);
    filled = 0;
    int bodyAt = -1;
    int bodyLength = 0;
    do {
      fill();
      if (bodyAt < 0) {
        bodyAt = bodyStart();
        bodyLength = bodyAt < 0 ? 0 : length(text(0, bodyAt));
      }
    } while (bodyAt < 0 || filled < bodyAt + bodyLength);
    return Integer.parseInt(text(9, 3));
  }

  private void fill() throws IOException {
    int n = in.read(buffer, filled, buffer.length - filled);
    if (n <= 0) {
      throw new EOFException("the server hung up, or answered more than is expected");
    }
    filled += n;
  }

  private String text(int from, int count) {
    return new String(buffer, from, count, StandardCharsets.ISO_8859_1);
  }

  private int bodyStart() {
    for (int i = 3; i < filled; i++) {
      if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(LENGTH);
    if (at < 0) {
      throw new IOException("a reply without a length: " + head);
    }
    int end = lower.indexOf('\r', at);
    return Integer.parseInt(lower.substring(at + LENGTH.length(), end).strip());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
