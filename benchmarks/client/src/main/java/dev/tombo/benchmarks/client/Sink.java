// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A server that takes whatever it is sent. */
final class Sink implements AutoCloseable {
  private final HttpServer server;

  Sink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.createContext("/", Sink::accept);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Waits until Tombo's queue, which the appender shares with this client, is empty. */
  void drain() {
    TomboOptions options =
        TomboOptions.builder().endpoint("http://127.0.0.1:" + port()).token("secret").build();
    try (Tombo tombo = Tombo.create(options)) {
      if (!tombo.flush(Duration.ofSeconds(30))) {
        throw new IllegalStateException("Not drained: " + tombo.status());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] answer = "{\"accepted\":1}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
