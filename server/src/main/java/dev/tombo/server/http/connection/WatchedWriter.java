// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.function.LongSupplier;

/** Writes in pieces, each of which the other end has to take in time. Not thread-safe. */
final class WatchedWriter implements DataWriter {
  private static final int PIECE = 64 << 10;

  private final DataWriter writer;
  private final Connection connection;
  private final LongSupplier nanoTime;

  WatchedWriter(DataWriter writer, Connection connection, LongSupplier nanoTime) {
    this.writer = writer;
    this.connection = connection;
    this.nanoTime = nanoTime;
  }

  @Override
  public void write(BufferData... buffers) {
    writeNow(buffers);
  }

  @Override
  public void write(BufferData buffer) {
    writeNow(buffer);
  }

  @Override
  public void writeNow(BufferData... buffers) {
    writeNow(BufferData.create(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    while (buffer.available() > PIECE) {
      byte[] piece = new byte[PIECE];
      int n = buffer.read(piece);
      writePiece(BufferData.create(piece, 0, n));
    }
    writePiece(buffer);
  }

  private void writePiece(BufferData piece) {
    connection.writing(nanoTime.getAsLong());
    writer.writeNow(piece);
    connection.written(nanoTime.getAsLong());
  }

  @Override
  public void flush() {
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }
}
