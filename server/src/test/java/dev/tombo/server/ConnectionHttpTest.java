// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tries who ends a connection, and when. */
final class ConnectionHttpTest {
  private static final int PATIENCE_MILLIS = 60_000;

  @TempDir private static Path data;
  private static TestLog log;
  private static TomboServer server;

  @BeforeAll
  static void start() {
    log = TestLog.listen();
    server = TomboServer.start(ServerConfig.of(data));
  }

  @AfterAll
  static void stop() {
    server.close();
    log.close();
    log.assertCalm();
  }

  private static Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health/live, close, 200",
    "GET, /health/live, Close, 200",
    "GET, /health/live, 'keep-alive, close', 200",
    "GET, /nowhere, close, 404",
    "PUT, /health/live, close, 405",
    "GET, /api/v1/issues, close, 401",
    "GET, /metrics, close, 200"
  })
  void request_thatAsksToClose_isAnsweredAndClosed(
      String method, String path, String connection, int status) throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          "%s %s HTTP/1.1\r\nHost: x\r\nConnection: %s\r\n\r\n"
              .formatted(method, path, connection));

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
      assertThat(answer.split("HTTP/1.1", -1)).as("one answer").hasSize(2);
    }
  }

  @Test
  void request_thatDoesNotAsk_keepsTheConnection() throws IOException {
    try (Socket socket = connect()) {
      for (int i = 0; i < 3; i++) {
        send(socket, "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("{\"status\":\"up\"}") < 0) {
          int octet = socket.getInputStream().read();
          assertThat(octet).as("the connection goes on after: %s", answer).isNotNegative();
          answer.append((char) octet);
        }
      }
    }
  }
}
