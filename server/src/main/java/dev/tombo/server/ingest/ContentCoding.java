// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** How a body is compressed, by the names of RFC 9110, section 8.4.1. */
public enum ContentCoding {
  IDENTITY,
  GZIP,
  ZSTD;

  /** RFC 8878, section 3.1.1.1.2: a decoder may refuse windows beyond 8 MiB. */
  private static final int ZSTD_WINDOW_LOG = 23;

  /** Reads a {@code Content-Encoding}; absent is {@link #IDENTITY}. */
  public static Optional<ContentCoding> parse(Optional<String> header) {
    return switch (header.orElse("").strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> Optional.of(IDENTITY);
      case "gzip", "x-gzip" -> Optional.of(GZIP);
      case "zstd" -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }

  /** How many bytes of native memory its stream may take. */
  int window() {
    return this == ZSTD ? 1 << ZSTD_WINDOW_LOG : 0;
  }

  /** The decoded stream of a compressed one. */
  InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case IDENTITY -> in;
      case GZIP -> new GZIPInputStream(in, 8 << 10);
      case ZSTD -> new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG);
    };
  }
}
