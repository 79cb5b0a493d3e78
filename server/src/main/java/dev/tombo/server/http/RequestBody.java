// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body as a stream: what Helidon throws where the client hangs up or breaks off its
 * chunks is an {@link IOException}, as of any stream. Not thread-safe.
 */
final class RequestBody extends FilterInputStream {
  private RequestBody(InputStream in) {
    super(in);
  }

  static InputStream of(ServerRequest request) {
    return new RequestBody(request.content().inputStream());
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (RuntimeException e) {
      throw brokenOff(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (RuntimeException e) {
      throw brokenOff(e);
    }
  }

  private static IOException brokenOff(RuntimeException e) {
    if (e instanceof RequestException || e instanceof HttpException) {
      throw e;
    }
    return new IOException("it breaks off", e);
  }
}
