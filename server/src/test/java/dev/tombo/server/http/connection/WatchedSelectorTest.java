// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.RequestException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tries real connections, whose time passes when the test says so. */
final class WatchedSelectorTest {
  private static final Logger HELIDON =
      Logger.getLogger("io.helidon.webserver.http1.Http1Connection");
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String HEAD = " HTTP/1.1\r\nHost: x\r\n";
  private static final String CHUNKED = "POST /" + HEAD + "Transfer-Encoding: chunked\r\n\r\n";

  private final AtomicLong now = new AtomicLong();
  private final Connections connections = new Connections(100, one -> true, now::get);
  private final CountDownLatch routed = new CountDownLatch(1);
  private final WebServer server =
      WebServer.builder()
          .host("127.0.0.1")
          .shutdownHook(false)
          .protocolsDiscoverServices(false)
          .addConnectionSelector(
              new WatchedSelector(Http1Config.builder(), connections, 12 << 20, now::get))
          .routing(
              HttpRouting.builder()
                  .get("/large", (request, response) -> response.send(large()))
                  .post(
                      "/",
                      (request, response) -> {
                        routed.countDown();
                        response.send("" + request.content().inputStream().readAllBytes().length);
                      }))
          .build();

  @BeforeEach
  void start() {
    HELIDON.setLevel(Level.OFF);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private byte[] large() {
    routed.countDown();
    return new byte[64 << 20];
  }

  private Socket connect(String sent) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Waits until the server waits for each connection, and has that last so long. */
  private void pass(int seconds) {
    while (connections.all().stream().noneMatch(one -> one.waited(now.get()) >= 0)) {
      Thread.onSpinWait();
    }
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    connections.endOverdue();
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void head_thatFallsSilent_isClosed() throws IOException {
    try (Socket socket = connect("GET /lar")) {
      pass(31);
      assertThat(rest(socket)).isEmpty();
    }
  }

  @Test
  void body_thatFallsSilent_isClosed() throws Exception {
    try (Socket socket = connect("POST /" + HEAD + "Content-Length: 10\r\n\r\nhalf")) {
      assertThat(routed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      pass(31);
      assertThat(rest(socket)).doesNotContain("200");
    }
  }

  @Test
  void answer_thatNobodyTakes_isBrokenOff() throws Exception {
    try (Socket socket = connect("GET /large" + HEAD + "\r\n")) {
      assertThat(routed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      do {
        pass(31);
      } while (!connections.all().isEmpty());
      assertThat(rest(socket).length()).isLessThan(64 << 20);
    }
  }

  @Test
  void answer_thatIsTaken_isWhole() throws IOException {
    try (Socket socket = connect("GET /large" + HEAD + "Connection: close\r\n\r\n")) {
      assertThat(socket.getInputStream().readNBytes(64 << 20)).hasSize(64 << 20);
    }
  }

  @Test
  void chunk_largerThanAnyStreamHas_isRefused() throws IOException {
    try (Socket socket = connect(CHUNKED + "1000000\r\n")) {
      send(socket, 'x', 9 << 20);
      assertThat(rest(socket)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void sizeOfAChunk_withoutEnd_isRefused() throws IOException {
    try (Socket socket = connect(CHUNKED)) {
      send(socket, '0', 9 << 20);
      assertThat(rest(socket)).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void readAhead_moreThanAllMayHold_isRefusedUntilItIsTaken() {
    ReadAhead ahead = new ReadAhead(10);
    ReadAhead.Of first = ahead.another();
    ReadAhead.Of second = ahead.another();
    first.hold(6);
    second.hold(4);

    assertThatThrownBy(() -> second.hold(5))
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.status().code()).isEqualTo(503));
    first.hold(0);
    second.hold(10);
    assertThatThrownBy(() -> first.hold(1)).isInstanceOf(RequestException.class);
  }

  /** Sends so many of an octet, or as many as are taken. */
  private static void send(Socket socket, char octet, int many) throws IOException {
    byte[] piece = String.valueOf(octet).repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
    OutputStream out = socket.getOutputStream();
    try {
      for (int sent = 0; sent < many; sent += piece.length) {
        out.write(piece, 0, Math.min(piece.length, many - sent));
      }
    } catch (IOException e) {
      assertThat(e).as("it was refused already").hasMessageMatching(".*(pipe|reset).*");
    }
  }
}
