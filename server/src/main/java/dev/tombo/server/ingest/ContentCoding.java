// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;

/** How a body is compressed, by the names of RFC 9110, section 8.4.1. */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  ZSTD,
  DEFLATE,
  BROTLI;

  /** RFC 8878, section 3.1.1.1.2: a decoder may refuse windows beyond 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  /** RFC 7932, section 9.1: the largest that there is. */
  private static final int BROTLI_WINDOW_LOG = 24;

  /** Reads a {@code Content-Encoding}; absent is {@link #IDENTITY}. */
  public static Optional<ContentCoding> parse(Optional<String> header) {
    return switch (header.orElse("").strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "zstd" -> Optional.of(ZSTD);
      case "deflate" -> Optional.of(DEFLATE);
      case "br" -> Optional.of(BROTLI);
      default -> Optional.empty();
    };
  }

  /** How many bytes of memory its stream may take. */
  int window() {
    return switch (this) {
      case ZSTD -> 1 << ZSTD_WINDOW_LOG;
      case BROTLI -> 1 << BROTLI_WINDOW_LOG;
      case IDENTITY, GZIP, DEFLATE -> 0;
    };
  }

  /** The decoded stream of a compressed one. */
  InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, 8 << 10);
      case ZSTD -> new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG);
      case DEFLATE -> inflated(in);
      case BROTLI -> new BrotliInputStream(in);
    };
  }

  /** RFC 9110, section 8.4.1.2: with a header of zlib's, which some clients leave out. */
  private static InputStream inflated(InputStream in) throws IOException {
    PushbackInputStream start = new PushbackInputStream(in, 2);
    byte[] head = start.readNBytes(2);
    start.unread(head);
    boolean zlib =
        head.length == 2
            && (head[0] & 0x0F) == Deflater.DEFLATED
            && (((head[0] & 0xFF) << 8) | (head[1] & 0xFF)) % 31 == 0;
    return new InflaterInputStream(start, new Inflater(!zlib)) {
      @Override
      public void close() throws IOException {
        super.close();
        inf.end();
      }
    };
  }
}
