// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies whole, decoded, within a bound for each and one for all that are in work at once.
 * Thread-safe.
 *
 * <p>While a body is read, twice its size is reserved, as it is put together of its chunks at the
 * end; and the window that its decoder may take. Afterwards only its size is.
 */
public final class BodyReader {
  private static final int CHUNK = 64 << 10;

  private final int capacity;
  private final Semaphore chunks;

  /** A reader that holds no more than so many bytes of bodies at once. */
  public BodyReader(long bytesAtOnce) {
    this.capacity = (int) Math.max(1, bytesAtOnce / CHUNK);
    this.chunks = new Semaphore(capacity);
  }

  /** A body in work; closed when nothing more is needed of it. */
  public final class Body implements AutoCloseable {
    private int held;
    private byte[] bytes = new byte[0];

    private Body() {}

    /** Its bytes, decoded; not to be written to. */
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      keep(0);
    }

    private void reserve(int more, Duration patience) {
      if (held + more > capacity) {
        throw new BodyTooLargeException("the body takes more memory than this server has");
      }
      try {
        if (!chunks.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new BusyException("too many bodies are in work");
        }
        held += more;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BusyException("interrupted");
      }
    }

    private void keep(int less) {
      chunks.release(held - less);
      held = less;
    }
  }

  /**
   * Reads a whole body.
   *
   * @param bound how many bytes it may be, as sent and decoded
   * @param patience how long to wait for room
   * @throws BodyTooLargeException as soon as it is larger
   * @throws MalformedBodyException if it is not compressed so
   * @throws BusyException if there is no room in time
   */
  public Body read(InputStream in, ContentCoding coding, int bound, Duration patience) {
    Body body = new Body();
    boolean complete = false;
    body.reserve(coding.window() / CHUNK, patience);
    try (InputStream decoded = coding.open(new BoundedInputStream(in, bound))) {
      List<byte[]> parts = new ArrayList<>();
      int size = 0;
      int n;
      do {
        body.reserve(2, patience);
        byte[] part = new byte[CHUNK];
        n = decoded.readNBytes(part, 0, CHUNK);
        parts.add(part);
        size += n;
        if (size > bound) {
          throw BodyTooLargeException.bytes(bound);
        }
      } while (n == CHUNK);
      body.bytes = joined(parts, size);
      body.keep(parts.size());
      complete = true;
      return body;
    } catch (IOException e) {
      throw new MalformedBodyException(
          "the body is not "
              + coding.name().toLowerCase(Locale.ROOT)
              + " or ends early: "
              + e.getMessage());
    } finally {
      if (!complete) {
        body.close();
      }
    }
  }

  private static byte[] joined(List<byte[]> parts, int size) {
    byte[] joined = new byte[size];
    for (int at = 0; at < size; at += CHUNK) {
      System.arraycopy(parts.get(at / CHUNK), 0, joined, at, Math.min(CHUNK, size - at));
    }
    return joined;
  }
}
