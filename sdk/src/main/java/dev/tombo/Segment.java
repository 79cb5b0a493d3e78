// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that is only ever appended to, and deleted when the last of them is done. After
 * a header, each record is its length, its CRC-32 and its bytes, so that the torn end that a crash
 * leaves is known for what it is.
 */
final class Segment {
  static final String SUFFIX = ".segment";

  private static final byte[] HEADER = "TOMBO-1\n".getBytes(US_ASCII);
  private static final int FRAME = 8;
  private static final int MAX_RECORD = 64 << 20;

  final Path file;

  /** How many of its records are not done yet. */
  int open;

  private long size;
  private @Nullable FileChannel channel;

  private Segment(Path file) {
    this.file = file;
  }

  /** Where a record is. */
  static final class Place {
    final Segment segment;
    final long offset;
    final int length;

    Place(Segment segment, long offset, int length) {
      this.segment = segment;
      this.offset = offset;
      this.length = length;
    }
  }

  /** Makes a new file; fails if there is one of this name. */
  static Segment create(Path file) throws IOException {
    Segment segment = new Segment(file);
    FileChannel made = PrivateFiles.create(file);
    segment.channel = made;
    segment.size = write(made, ByteBuffer.wrap(HEADER));
    return segment;
  }

  /** A file that another process, or this one earlier, left behind. */
  static Segment left(Path file) {
    return new Segment(file);
  }

  boolean isClosed() {
    return channel == null;
  }

  long size() {
    return size;
  }

  /** Appends a record. After a failure nothing can be appended to this file any more. */
  Place append(byte[] record) throws IOException {
    FileChannel out = channel;
    if (out == null) {
      throw new IOException("closed");
    }
    ByteBuffer buffer = ByteBuffer.allocate(FRAME + record.length);
    buffer.putInt(record.length).putInt(crc(record)).put(record);
    buffer.flip();
    try {
      Place place = new Place(this, size + FRAME, record.length);
      size += write(out, buffer);
      open++;
      return place;
    } catch (IOException | RuntimeException failed) {
      close();
      throw failed;
    }
  }

  byte[] read(Place place) throws IOException {
    try (FileChannel in = openToRead()) {
      return read(in, place.offset, place.length);
    }
  }

  /** Returns where the whole records of a file are; {@code cut} tells of what is not whole. */
  List<Place> scan(Runnable cut) throws IOException {
    List<Place> places = new ArrayList<>();
    try (FileChannel in = openToRead()) {
      size = in.size();
      boolean known = size >= HEADER.length && matches(read(in, 0, HEADER.length));
      long offset = known ? HEADER.length : size;
      while (offset + FRAME <= size) {
        ByteBuffer frame = ByteBuffer.wrap(read(in, offset, FRAME));
        int length = frame.getInt();
        int crc = frame.getInt();
        if (length < 0 || length > MAX_RECORD || offset + FRAME + length > size) {
          break;
        }
        if (crc(read(in, offset + FRAME, length)) == crc) {
          places.add(new Place(this, offset + FRAME, length));
        } else {
          cut.run();
        }
        offset += FRAME + length;
      }
      if (!known || offset < size) {
        cut.run();
      }
    }
    open = places.size();
    return places;
  }

  void close() {
    FileChannel out = channel;
    channel = null;
    try {
      if (out != null) {
        out.close();
      }
    } catch (IOException ignored) {
      // What was written is there; nothing more comes.
    }
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(file);
  }

  private FileChannel openToRead() throws IOException {
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean matches(byte[] header) {
    return java.util.Arrays.equals(header, HEADER);
  }

  private static int crc(byte[] record) {
    CRC32 crc = new CRC32();
    crc.update(record, 0, record.length);
    return (int) crc.getValue();
  }

  private static int write(FileChannel out, ByteBuffer buffer) throws IOException {
    int written = 0;
    while (buffer.hasRemaining()) {
      written += out.write(buffer);
    }
    return written;
  }

  private static byte[] read(FileChannel in, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (in.read(buffer, offset + buffer.position()) < 0) {
        throw new IOException("cut short");
      }
    }
    return buffer.array();
  }
}
