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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A server that takes whatever it is sent, and answers as soon as it may. */
final class Sink implements AutoCloseable {
  /** The API token of all clients. */
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServer server;
  private final Semaphore requests = new Semaphore(0);
  private final Semaphore mayAnswer = new Semaphore(1);

  Sink() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException(taken);
    }
    server.createContext("/", this::accept);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Has no request answered from the next on, and waits for that. */
  void hold(Runnable request) throws InterruptedException {
    mayAnswer.acquire();
    requests.drainPermits();
    request.run();
    try (Tombo tombo = client(port())) {
      // To be sent at once.
      tombo.flush(Duration.ZERO);
    }
    if (!requests.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("No request came");
    }
  }

  /** Answers again. */
  void release() {
    mayAnswer.release();
  }

  /** Returns a client that shares its queue with the appender. */
  static Tombo client(int port) {
    TomboOptions options =
        TomboOptions.builder().endpoint("http://127.0.0.1:" + port).token(TOKEN).build();
    return Tombo.create(options);
  }

  /** Waits until Tombo's queue is empty. */
  void drain() {
    try (Tombo tombo = client(port())) {
      if (!tombo.flush(PATIENCE)) {
        throw new IllegalStateException("Not drained: " + tombo.status());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    requests.release();
    mayAnswer.acquireUninterruptibly();
    mayAnswer.release();
    byte[] answer = "{\"accepted\":1}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
