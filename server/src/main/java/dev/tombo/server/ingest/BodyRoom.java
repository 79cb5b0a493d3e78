// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Memory that is kept for a body in work, and how fast the body comes; closed when nothing more is
 * needed. It belongs to the thread that made it; others may only end it.
 */
public final class BodyRoom implements AutoCloseable {
  private final BodyMemory memory;
  private final String network;
  private final long patienceNanos;
  private final Thread thread = Thread.currentThread();
  private volatile long held;
  private boolean waiting;
  private boolean ended;
  private long since;
  private long waitedNanos;
  private long received;

  BodyRoom(BodyMemory memory, String network, Duration patience) {
    this.memory = memory;
    this.network = network;
    this.patienceNanos = patience.toNanos();
  }

  /** Whose body it is. */
  String network() {
    return network;
  }

  /** How many bytes it has. */
  long held() {
    return held;
  }

  /** Says how many bytes it has; {@link BodyMemory} does, under its lock. */
  void hold(long bytes) {
    held = bytes;
  }

  /**
   * Takes memory for so many bytes more.
   *
   * @throws BodyTooLargeException if it would never be found
   * @throws BusyException if there is none in time
   */
  public void take(long bytes) {
    if (bytes > 0) {
      memory.take(this, bytes, patienceNanos);
    }
  }

  /** Gives back all but so much. */
  void keep(long bytes) {
    if (held > bytes) {
      memory.give(this, held - bytes);
    }
  }

  @Override
  public void close() {
    keep(0);
  }

  /**
   * A stream, as this body's: the time that its reads take is the sender's. Where the body was
   * ended meanwhile, a read throws {@link BusyException}.
   */
  InputStream awaited(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int read = -1;
        begin();
        try {
          read = super.read();
          return read;
        } finally {
          came(read < 0 ? 0 : 1);
        }
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = -1;
        begin();
        try {
          read = super.read(buffer, offset, length);
          return read;
        } finally {
          came(Math.max(0, read));
        }
      }
    };
  }

  private synchronized void begin() {
    since = memory.nanoTime();
    waiting = true;
  }

  private synchronized void came(int bytes) {
    waiting = false;
    waitedNanos += memory.nanoTime() - since;
    received += bytes;
    if (ended) {
      // What is not read is closed already; the answer is not to be interrupted too.
      boolean unused = Thread.interrupted();
      throw new BusyException("others needed the room of a body that came too slowly");
    }
  }

  /**
   * By how many nanoseconds its sender is too late; negative if faster, or not waited for. What was
   * ended, and has yet to give its memory back, is later than all.
   */
  synchronized long behind(long now) {
    if (ended) {
      return Long.MAX_VALUE;
    }
    long due = TimeUnit.SECONDS.toNanos(1) / BodyReader.BYTES_A_SECOND * received;
    return waiting ? waitedNanos + now - since - due : -1;
  }

  /** Ends the body if it is waited for; answers whether its memory is about to be given back. */
  synchronized boolean end() {
    if (waiting && !ended) {
      ended = true;
      // It closes the channel that the thread reads from.
      thread.interrupt();
    }
    return ended;
  }
}
