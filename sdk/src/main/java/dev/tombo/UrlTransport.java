// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Sends with what the JDK has, where OkHttp cannot be linked. */
final class UrlTransport implements Transport {
  private final Target target;
  private volatile @Nullable HttpURLConnection connection;
  private volatile boolean cancelled;

  UrlTransport(Target target) {
    this.target = target;
  }

  @Override
  public Reply send(byte[] gzippedJson) throws IOException {
    HttpURLConnection now = (HttpURLConnection) new URL(target.url).openConnection();
    connection = now;
    try {
      now.setConnectTimeout((int) target.connectTimeout.toMillis());
      now.setReadTimeout((int) target.callTimeout.toMillis());
      now.setInstanceFollowRedirects(false);
      now.setUseCaches(false);
      now.setDoOutput(true);
      now.setRequestMethod("POST");
      now.setRequestProperty("Authorization", "Bearer " + target.token);
      now.setRequestProperty("Content-Type", "application/json");
      now.setRequestProperty("Content-Encoding", "gzip");
      now.setRequestProperty("User-Agent", target.userAgent);
      // Of a stream the JDK knows that it cannot send it twice by itself.
      now.setFixedLengthStreamingMode(gzippedJson.length);
      if (cancelled) {
        throw new IOException("Canceled");
      }
      try (OutputStream out = now.getOutputStream()) {
        out.write(gzippedJson);
      }
      int status = now.getResponseCode();
      try (InputStream in = status >= 400 ? now.getErrorStream() : now.getInputStream()) {
        return new Reply(
            status, now.getHeaderField("Retry-After"), now.getHeaderField("Date"), Reply.read(in));
      }
    } finally {
      connection = null;
      now.disconnect();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    HttpURLConnection now = connection;
    if (now != null) {
      now.disconnect();
    }
  }

  @Override
  public void close() {}
}
