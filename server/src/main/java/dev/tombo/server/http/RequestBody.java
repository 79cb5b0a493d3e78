// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.BodyReader;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A request's body as a stream: what Helidon throws where the client hangs up, stops sending or
 * breaks off its chunks is an {@link IOException}, as of any stream. So is a body that comes slower
 * than any network: who trickles would hold memory for as long as it likes. Not thread-safe.
 */
final class RequestBody extends FilterInputStream {
  /** How long a body may take whatever its size. */
  private static final long GRACE_SECONDS = 60;

  private final LongSupplier nanoTime;
  private final long start;
  private long received;

  /** A body whose reading begins now, by a clock such as {@link System#nanoTime}. */
  RequestBody(InputStream in, LongSupplier nanoTime) {
    super(in);
    this.nanoTime = nanoTime;
    start = nanoTime.getAsLong();
  }

  static InputStream of(ServerRequest request) {
    return new RequestBody(request.content().inputStream(), System::nanoTime);
  }

  @Override
  public int read() throws IOException {
    try {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    } catch (RuntimeException e) {
      throw brokenOff(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    } catch (RuntimeException e) {
      throw brokenOff(e);
    }
  }

  private void count(int bytes) throws IOException {
    received += bytes;
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - start);
    if (seconds > GRACE_SECONDS + received / BodyReader.BYTES_A_SECOND) {
      throw new IOException("it comes too slowly");
    }
  }

  private static IOException brokenOff(RuntimeException e) {
    if (e instanceof RequestException || e instanceof HttpException) {
      throw e;
    }
    return new IOException("it breaks off", e);
  }
}
