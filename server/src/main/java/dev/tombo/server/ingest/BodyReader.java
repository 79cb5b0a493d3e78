// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies whole, decoded, within a bound for each and one for all that are in work at once.
 * Thread-safe.
 */
public final class BodyReader {
  private static final int CHUNK = 64 << 10;

  private final Semaphore chunks;

  /** A reader that holds no more than so many bytes of bodies at once. */
  public BodyReader(long bytesAtOnce) {
    this.chunks = new Semaphore((int) Math.max(1, bytesAtOnce / CHUNK));
  }

  /** A body in work; closed when nothing more is needed of it. */
  public static final class Body implements AutoCloseable {
    private final Semaphore chunks;
    private int held;
    private byte[] bytes = new byte[0];

    private Body(Semaphore chunks) {
      this.chunks = chunks;
    }

    /** Its bytes, decoded; not to be written to. */
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      chunks.release(held);
      held = 0;
    }

    private void reserve(Duration patience) {
      try {
        if (!chunks.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new BusyException("too many bodies are in work");
        }
        held++;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BusyException("interrupted");
      }
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
    Body body = new Body(chunks);
    boolean complete = false;
    try (InputStream decoded = coding.open(new BoundedInputStream(in, bound))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(CHUNK);
      byte[] chunk = new byte[CHUNK];
      body.reserve(patience);
      for (int n = decoded.readNBytes(chunk, 0, CHUNK);
          n > 0;
          n = decoded.readNBytes(chunk, 0, CHUNK)) {
        out.write(chunk, 0, n);
        if (out.size() > bound) {
          throw BodyTooLargeException.bytes(bound);
        }
        body.reserve(patience);
      }
      body.bytes = out.toByteArray();
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
}
