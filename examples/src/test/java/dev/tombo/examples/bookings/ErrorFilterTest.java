// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tombo.Tombo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of failures that come when an answer has begun, and of those that are no exceptions.
 */
final class ErrorFilterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private StoredErrors stored;
  private Tombo tombo;
  private HttpServer server;

  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    stored = StoredErrors.start(data);
    tombo = Tombo.create(stored.options().build());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    tombo.close();
    stored.close();
  }

  @Test
  void error_beforeTheAnswer_isAnsweredAndStored() throws Exception {
    serve(exchange -> recurse(0));

    HttpResponse<String> answer = ask();

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(tombo.flush(PATIENCE)).isTrue();
    assertThat(stored.issues().at("/0/title").textValue())
        .startsWith("java.lang.StackOverflowError");
  }

  @Test
  void failure_amidTheAnswer_breaksItOffAndIsStored() throws Exception {
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
          throw new IllegalStateException("half");
        });

    assertThatIOException().isThrownBy(this::ask);

    assertThat(tombo.flush(PATIENCE)).isTrue();
    assertThat(stored.issues().findValuesAsText("title"))
        .containsExactly("java.lang.IllegalStateException: half");
  }

  @Test
  void caller_thatHangsUp_isNotStored() throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    serve(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(new byte[1 << 16]);
            }
          } finally {
            hungUp.countDown();
          }
        });

    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: desk\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isNotNegative();
    }

    assertThat(hungUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    server.stop(1);
    assertThat(tombo.flush(PATIENCE)).isTrue();
    assertThat(stored.issues()).isEmpty();
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : 1 + recurse(depth + 1);
  }

  private void serve(HttpHandler handler) {
    server
        .createContext("/", handler)
        .getFilters()
        .add(new ErrorFilter(tombo, "http://desk.example.com", () -> "made-here"));
    server.start();
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
              .build();
      return client.send(request, BodyHandlers.ofString());
    }
  }
}
