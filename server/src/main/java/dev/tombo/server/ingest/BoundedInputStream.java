// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads no more than a bound from another stream. */
final class BoundedInputStream extends FilterInputStream {
  private final int bound;
  private long count;

  BoundedInputStream(InputStream in, int bound) {
    super(in);
    this.bound = bound;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    counted(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    counted(Math.max(read, 0));
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(int read) {
    count += read;
    if (count > bound) {
      throw BodyTooLargeException.bytes(bound);
    }
  }
}
