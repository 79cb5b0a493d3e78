// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads bodies whole, decoded, within a bound for each and one for all that are in work at once.
 * Thread-safe.
 *
 * <p>While a body is read, twice its size is reserved, as it is put together of its chunks at the
 * end; and the window that its decoder may take. Afterwards only its size is.
 *
 * <p>A quarter of all is kept for other networks than that which holds most.
 */
public final class BodyReader {
  private static final int CHUNK = 64 << 10;

  /** Most bodies fit: to clear a whole chunk for each would cost more than to read it. */
  private static final int FIRST = 24 << 10;

  private final int capacity;
  private final Semaphore chunks;
  private final String network;
  private final ConcurrentMap<String, Share> shares;

  /** A reader that holds no more than so many bytes of bodies at once. */
  public BodyReader(long bytesAtOnce) {
    this.capacity = (int) Math.max(1, bytesAtOnce / CHUNK);
    this.chunks = new Semaphore(capacity);
    this.network = "";
    this.shares = new ConcurrentHashMap<>();
  }

  private BodyReader(BodyReader all, String network) {
    this.capacity = all.capacity - all.capacity / 4;
    this.chunks = all.chunks;
    this.network = network;
    this.shares = all.shares;
  }

  /** The same memory as one network may have it, which is never all. */
  public BodyReader of(String sender) {
    return new BodyReader(this, sender);
  }

  /** What a network may hold, while it has bodies in work. */
  private static final class Share {
    private final Semaphore chunks;
    private int rooms;

    private Share(int capacity) {
      chunks = new Semaphore(capacity);
    }
  }

  private Share join() {
    return shares.compute(
        network,
        (name, known) -> {
          Share share = known == null ? new Share(capacity) : known;
          share.rooms++;
          return share;
        });
  }

  private void leave() {
    shares.computeIfPresent(network, (name, share) -> --share.rooms == 0 ? null : share);
  }

  /**
   * Memory that is kept for a body in work; closed when nothing more is needed. Not thread-safe.
   */
  public final class Room implements AutoCloseable {
    private final Duration patience;
    private final Share share = join();
    private boolean closed;
    private int held;
    private long spare;

    private Room(Duration patience) {
      this.patience = patience;
    }

    /**
     * Takes memory for so many bytes more.
     *
     * @throws BodyTooLargeException if it would never be found
     * @throws BusyException if there is none in time
     */
    public void take(long bytes) {
      if (bytes > spare) {
        int more = Math.toIntExact((bytes - spare + CHUNK - 1) / CHUNK);
        takeChunks(more);
        spare += (long) more * CHUNK;
      }
      spare -= bytes;
    }

    private void takeChunks(int more) {
      if (held + more > capacity) {
        throw new BodyTooLargeException("the body takes more memory than this server has");
      }
      acquire(share.chunks, more);
      try {
        acquire(chunks, more);
      } catch (BusyException e) {
        share.chunks.release(more);
        throw e;
      }
      held += more;
    }

    private void acquire(Semaphore from, int more) {
      try {
        if (!from.tryAcquire(more, patience.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new BusyException("too many bodies are in work");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BusyException("interrupted");
      }
    }

    private void keepChunks(int less) {
      chunks.release(held - less);
      share.chunks.release(held - less);
      held = less;
    }

    @Override
    public void close() {
      keepChunks(0);
      if (!closed) {
        closed = true;
        leave();
      }
    }
  }

  /** A body that is in memory; closed when nothing more is needed of it. */
  public static final class Body implements AutoCloseable {
    private final Room room;
    private final byte[] bytes;

    private Body(Room room, byte[] bytes) {
      this.room = room;
      this.bytes = bytes;
    }

    /** Its bytes, decoded; not to be written to. */
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public void close() {
      room.close();
    }
  }

  /**
   * Room for a body that is read piece by piece.
   *
   * @param patience how long to wait for memory each time
   */
  public Room room(Duration patience) {
    return new Room(patience);
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
    return read(in, coding, bound, -1, patience);
  }

  /**
   * The same of a body that says how long it is.
   *
   * @param length how many bytes it has as sent, if that is true; negative for unknown
   */
  public Body read(
      InputStream in, ContentCoding coding, int bound, long length, Duration patience) {
    Room room = room(patience);
    boolean known = coding == ContentCoding.IDENTITY && length > 0 && length < CHUNK;
    int first = known ? (int) length : FIRST;
    boolean complete = false;
    try {
      byte[] bytes = open(in, coding, bound, bound, room, decoded -> whole(decoded, first, room));
      complete = true;
      return new Body(room, bytes);
    } finally {
      if (!complete) {
        room.close();
      }
    }
  }

  /**
   * Hands on a body as it is decoded.
   *
   * @param sentBound how many bytes it may be as sent
   * @param decodedBound how many bytes it may be decoded
   * @param room what its decoder takes is taken from here
   * @throws BodyTooLargeException as soon as it is larger
   * @throws MalformedBodyException if it is not compressed so or ends early
   * @throws BusyException if there is no room in time
   */
  public <T> T open(
      InputStream in,
      ContentCoding coding,
      int sentBound,
      int decodedBound,
      Room room,
      Reading<T> reading) {
    room.takeChunks(coding.window() / CHUNK);
    try (InputStream decoded =
        new BoundedInputStream(coding.open(new BoundedInputStream(in, sentBound)), decodedBound)) {
      return reading.read(decoded);
    } catch (IOException e) {
      throw new MalformedBodyException(
          "the body is not "
              + coding.name().toLowerCase(Locale.ROOT)
              + " or ends early: "
              + e.getMessage());
    }
  }

  /** What is done with a decoded stream. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Reads it as far as it is needed. */
    T read(InputStream decoded) throws IOException;
  }

  private static byte[] whole(InputStream decoded, int first, Room room) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    int size = 0;
    int next = decoded.read();
    while (next >= 0) {
      room.takeChunks(2);
      byte[] part = new byte[parts.isEmpty() ? first : CHUNK];
      part[0] = (byte) next;
      int n = 1 + decoded.readNBytes(part, 1, part.length - 1);
      parts.add(part);
      size += n;
      next = n == part.length ? decoded.read() : -1;
    }
    byte[] bytes = joined(parts, size);
    room.keepChunks(parts.size());
    return bytes;
  }

  private static byte[] joined(List<byte[]> parts, int size) {
    if (parts.size() == 1 && parts.getFirst().length == size) {
      return parts.getFirst();
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (byte[] part : parts) {
      int n = Math.min(part.length, size - at);
      System.arraycopy(part, 0, joined, at, n);
      at += n;
    }
    return joined;
  }
}
