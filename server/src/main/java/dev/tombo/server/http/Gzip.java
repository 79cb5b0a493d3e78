// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Compresses what is sent to those who take it so. */
final class Gzip {
  /** {@code gzip}, or with a quality that is not 0. */
  private static final Pattern TAKEN = Pattern.compile("gzip(;q=(1.*|0?\\.0*[1-9].*))?");

  private Gzip() {}

  /** Whether an answer to a request may be compressed. */
  static boolean isTaken(ServerRequest request) {
    String codings = request.headers().value(HeaderNames.ACCEPT_ENCODING).orElse("");
    return Arrays.stream(codings.split(",", -1))
        .map(coding -> coding.replace(" ", "").toLowerCase(Locale.ROOT))
        .anyMatch(coding -> TAKEN.matcher(coding).matches());
  }

  /** The same bytes in fewer. */
  static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
