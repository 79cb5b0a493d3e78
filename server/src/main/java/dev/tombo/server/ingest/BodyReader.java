// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Reads bodies whole, decoded, within a bound for each and one for all that are in work at once.
 * Thread-safe.
 *
 * <p>While a body is read, twice its size is reserved, as it is put together of its parts at the
 * end; and the window that its decoder may take. Afterwards only its size is.
 *
 * <p>A quarter of all is kept for other networks than that which holds most.
 */
public final class BodyReader {
  /**
   * How fast a body comes over any network: those that are slower are ended where others need their
   * room, and in the end where nobody does.
   */
  public static final long BYTES_A_SECOND = 8 << 10;

  /**
   * The largest first part of a body. As many as there may be connections fit into a quarter of the
   * memory, so that bodies of which next to nothing came never take it all.
   */
  private static final int FIRST = 8 << 10;

  /** The largest part. */
  private static final int MOST = 64 << 10;

  private final BodyMemory memory;
  private final String network;

  /**
   * A reader.
   *
   * @param bytesAtOnce how many bytes of bodies it holds at once
   * @param nanoTime such as {@link System#nanoTime}
   */
  public BodyReader(long bytesAtOnce, LongSupplier nanoTime) {
    this(new BodyMemory(bytesAtOnce, nanoTime), BodyMemory.NOBODY);
  }

  private BodyReader(BodyMemory memory, String network) {
    this.memory = memory;
    this.network = network;
  }

  /** The same memory as one network may have it, which is never all. */
  public BodyReader of(String sender) {
    return new BodyReader(memory, sender);
  }

  /** A body that is in memory; closed when nothing more is needed of it. */
  public static final class Body implements AutoCloseable {
    private final BodyRoom room;
    private final byte[] bytes;

    private Body(BodyRoom room, byte[] bytes) {
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
  public BodyRoom room(Duration patience) {
    return new BodyRoom(memory, network, patience);
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
    BodyRoom room = room(patience);
    boolean known = coding == ContentCoding.IDENTITY && length > 0 && length < FIRST;
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
      BodyRoom room,
      Reading<T> reading) {
    room.take(coding.window());
    try (InputStream decoded =
        new BoundedInputStream(
            coding.open(new BoundedInputStream(room.awaited(in), sentBound)), decodedBound)) {
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

  /** Each part is as large as all before it, up to a bound, and counts twice until it is joined. */
  private static byte[] whole(InputStream decoded, int first, BodyRoom room) throws IOException {
    List<byte[]> parts = new ArrayList<>();
    int size = 0;
    int next = decoded.read();
    while (next >= 0) {
      int length = size == 0 ? first : Math.min(MOST, size);
      room.take(2L * length);
      byte[] part = new byte[length];
      part[0] = (byte) next;
      int n = 1 + decoded.readNBytes(part, 1, part.length - 1);
      parts.add(part);
      size += n;
      next = n == part.length ? decoded.read() : -1;
    }
    byte[] bytes = joined(parts, size);
    room.keep(bytes.length);
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
