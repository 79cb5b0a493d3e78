// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The stored form of an event's body: a header, then JSON compressed by zstd (RFC 8878).
 *
 * <p>Written by Preparation, read by http.EventViews.
 *
 * <p>The header is the version of this form (one byte, 1), the id of the dictionary (8 bytes, most
 * significant first; 0 is none), and the size before compression (4 bytes). Thread-safe.
 */
public final class BodyCodec {
  private static final byte VERSION = 1;
  private static final int HEADER = 1 + Long.BYTES + Integer.BYTES;
  private static final int LEVEL = 1;

  private BodyCodec() {}

  /** The stored form of a JSON text in UTF-8. */
  public static byte[] compress(byte[] json) {
    byte[] compressed = Zstd.compress(json, LEVEL);
    return ByteBuffer.allocate(HEADER + compressed.length)
        .put(VERSION)
        .putLong(0)
        .putInt(json.length)
        .put(compressed)
        .array();
  }

  /**
   * The JSON text of a stored form.
   *
   * @throws IllegalArgumentException if it is not of a form that this version knows
   */
  public static byte[] decompress(byte[] body) {
    ByteBuffer header = ByteBuffer.wrap(body);
    if (body.length < HEADER || header.get() != VERSION || header.getLong() != 0) {
      throw new IllegalArgumentException("body: not of a form that this version knows");
    }
    int size = header.getInt();
    try {
      return Zstd.decompress(Arrays.copyOfRange(body, HEADER, body.length), size);
    } catch (ZstdException e) {
      throw new IllegalArgumentException("body: damaged", e);
    }
  }
}
