// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The identity of an event, repeat or batch: 128 bits that the client chose, so that a retry is
 * recognised.
 *
 * <p>Written as 32 lower-case hex digits. Ordered as unsigned bytes, so that UUIDv7 ids sort by
 * their time.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record EventId(long high, long low) implements Comparable<EventId> {
  private static final HexFormat HEX = HexFormat.of();

  /** Reads 32 hex digits of either case, with or without a UUID's dashes; empty for all else. */
  public static Optional<EventId> parse(String text) {
    String hex = text.length() == 36 ? undashed(text) : text;
    if (hex.length() != 32 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return Optional.empty();
    }
    return Optional.of(
        new EventId(
            HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32)));
  }

  /**
   * Reads the 16 bytes of {@link #bytes()}.
   *
   * @throws IllegalArgumentException if there are not 16
   */
  public static EventId of(byte[] bytes) {
    if (bytes.length != 16) {
      throw new IllegalArgumentException("bytes: an event id has 16, not " + bytes.length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new EventId(buffer.getLong(), buffer.getLong());
  }

  /** The 16 bytes, most significant first. */
  public byte[] bytes() {
    return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
  }

  @Override
  public int compareTo(EventId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  private static String undashed(String uuid) {
    for (int at : new int[] {8, 13, 18, 23}) {
      if (uuid.charAt(at) != '-') {
        return "";
      }
    }
    return uuid.replace("-", "");
  }
}
