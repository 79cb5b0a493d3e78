// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import java.io.IOException;
import java.io.InputStream;

/** Reads a stream by lines and by counted bytes in turn, keeping no more than is asked for. */
final class ByteSource {
  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];
  private int at;
  private int end;

  ByteSource(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line that is not empty; false at the end. */
  boolean skipNewlines() throws IOException {
    while (more()) {
      if (buffer[at] != '\n') {
        return true;
      }
      at++;
    }
    return false;
  }

  /** Whether the line or the stream ends here; the line's end is passed. */
  boolean atLineEnd() throws IOException {
    return !more() || buffer[at++] == '\n';
  }

  /**
   * Reads to the end of the line and past it.
   *
   * @param most how many bytes of it are kept
   * @return how many it has
   */
  long copyLine(KeptBytes out, int most) throws IOException {
    long size = 0;
    while (more()) {
      int stop = at;
      while (stop < end && buffer[stop] != '\n') {
        stop++;
      }
      keep(stop - at, size, out, most);
      size += stop - at;
      boolean line = stop < end;
      at = line ? stop + 1 : stop;
      if (line) {
        return size;
      }
    }
    return size;
  }

  /**
   * Reads so many bytes.
   *
   * @param most how many of them are kept
   * @return how many there were
   */
  long copy(long length, KeptBytes out, int most) throws IOException {
    long size = 0;
    while (size < length && more()) {
      int n = (int) Math.min(length - size, end - at);
      keep(n, size, out, most);
      size += n;
      at += n;
    }
    return size;
  }

  private void keep(int n, long before, KeptBytes out, int most) {
    if (before < most) {
      out.add(buffer, at, (int) Math.min(n, most - before));
    }
  }

  private boolean more() throws IOException {
    if (at < end) {
      return true;
    }
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
