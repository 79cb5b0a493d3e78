// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries what is logged of requests. */
final class AccessLogTest {
  private static final Logger ACCESS = Logger.getLogger("dev.tombo.access");

  @TempDir private Path data;
  private final Lines lines = new Lines();

  /** The lines of the log, in the order in which they came. */
  private static final class Lines extends Handler {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    @Override
    public void publish(LogRecord entry) {
      queue.add(new TextLines().format(entry));
    }

    String next() throws InterruptedException {
      String line = queue.poll(60, TimeUnit.SECONDS);
      assertThat(line).as("a line of the log").isNotNull().hasLineCount(1);
      return line.substring(line.indexOf("dev.tombo.access ") + "dev.tombo.access ".length());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    ACCESS.addHandler(lines);
  }

  @AfterEach
  void stop() {
    ACCESS.removeHandler(lines);
  }

  @Test
  void request_ofEachKind_isALine() throws InterruptedException {
    try (TestServer server = TestServer.start(data, config -> config.accessLog(true))) {
      assertThat(lines.next())
          .matches("127\\.0\\.0\\.1 POST /api/v1/sessions 200 \\d+ bytes \\d+ ms\n");
      server.get("/health/live");
      assertThat(lines.next())
          .matches("127\\.0\\.0\\.1 GET /health/live 200 [1-9]\\d+ bytes \\d+ ms\n");
      server.get("/nowhere?token=secret#secret");
      assertThat(lines.next()).startsWith("127.0.0.1 GET /nowhere 404 ");
      server.get("/api/v1/issues/1-99%0aforged%1b%5b2J?secret");
      assertThat(lines.next()).startsWith("127.0.0.1 GET /api/v1/issues/1-99%0aforged%1b%5b2J 4");
      server.send(server.request("/api/v1/issues").method("BREW", BodyPublishers.noBody()));
      assertThat(lines.next()).startsWith("127.0.0.1 BREW /api/v1/issues 405 ");
      server.post("{");
      assertThat(lines.next()).startsWith("127.0.0.1 POST /api/v1/events 400 ");
    }
  }

  @Test
  void request_thatTheProtocolRefuses_isALineWithoutItsQuery() throws InterruptedException {
    try (TestServer server = TestServer.start(data, config -> config.accessLog(true))) {
      assertThat(lines.next()).contains("/api/v1/sessions");
      server.raw(bytes("GET /health/live?secret HTTP/1.1\r\nHost: x\r\nba(d: name\r\n\r\n"));
      assertThat(lines.next()).endsWith(" 400\n").doesNotContain("secret");
      server.raw(bytes("GET /%zz\u001b[2J?secret HTTP/1.1\r\nHost: x\r\n\r\n"));
      assertThat(lines.next()).contains(" 400").doesNotContain("secret", "\u001b");
    }
  }

  @Test
  void request_ofAServerWithoutAccessLog_isNoLine() {
    try (TestServer server = TestServer.start(data)) {
      assertThat(server.get("/health/live").status()).isEqualTo(200);
      server.raw(bytes("GET /health/live HTTP/1.1\r\nba(d: name\r\n\r\n"));
    }
    assertThat(lines.queue).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
