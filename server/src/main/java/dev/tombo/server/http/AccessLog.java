// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs a line for each request once it is answered: address of who asks, method, path, status,
 * bytes sent with their headers, milliseconds. The path is as it was sent, percent-encoded, without
 * the query: that may hold secrets. Thread-safe.
 */
final class AccessLog implements Filter {
  private static final Logger LOG = Logger.getLogger("dev.tombo.access");

  private final Proxies proxies;
  private final LongSupplier nanoTime;

  AccessLog(Proxies proxies, LongSupplier nanoTime) {
    this.proxies = proxies;
    this.nanoTime = nanoTime;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    long start = nanoTime.getAsLong();
    String remote = proxies.client(request).getHostAddress();
    String method = request.prologue().method().text();
    String path = request.path().rawPath();
    response.whenSent(
        () ->
            LOG.log(
                Level.INFO,
                "%s %s %s %d %d bytes %d ms"
                    .formatted(
                        remote,
                        method,
                        path,
                        response.status().code(),
                        response.bytesWritten(),
                        TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - start))));
    chain.proceed();
  }

  /** Logs what the protocol layer refuses, as far as it was understood. */
  static DirectHandler logged(DirectHandler handler) {
    return (request, event, status, headers, message) -> {
      log(request, status);
      return handler.handle(request, event, status, headers, message);
    };
  }

  private static void log(DirectHandler.TransportRequest request, Status status) {
    String path = request.path().replaceFirst("[?#].*", "");
    LOG.log(Level.INFO, "- %s %s %d".formatted(request.method(), path, status.code()));
  }
}
