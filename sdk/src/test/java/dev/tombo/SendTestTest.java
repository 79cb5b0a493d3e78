// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says of each thing that can be wrong. */
class SendTestTest {
  private static final Settings NONE = new Settings(name -> null, name -> null, name -> null);

  private final MockWebServer server = new MockWebServer();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Test
  void run_accepted_saysTheId() {
    server.enqueue(new MockResponse().setBody("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}"));

    assertThat(run(endpoint())).isZero();
    assertThat(said()).containsPattern("Stored. The event's id is [0-9a-f]{32}");
    assertThat(said()).doesNotContain("clock");
  }

  @ParameterizedTest
  @CsvSource({
    "401,token is unknown",
    "403,no API token",
    "404,not a Tombo server",
    "302,sends elsewhere",
    "200,in place of a Tombo server",
    "429,rate limit",
    "503,not ready",
  })
  void run_refused_saysWhy(int status, String words) {
    server.enqueue(new MockResponse().setResponseCode(status));

    assertThat(run(endpoint())).isEqualTo(1);
    assertThat(said()).contains(words);
  }

  @Test
  void run_clockWrong_saysByHowMuch() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().minusSeconds(3600).atOffset(ZoneOffset.UTC));
    server.enqueue(new MockResponse().setHeader("Date", date).setBody("{\"accepted\":1}"));

    assertThat(run(endpoint())).isZero();
    assertThat(said()).containsPattern("clock is 36\\d\\d seconds ahead of the server");
  }

  @Test
  void run_nobodyThere_saysSo() throws IOException {
    String endpoint = endpoint();
    server.shutdown();

    assertThat(run(endpoint)).isEqualTo(1);
    assertThat(said()).contains("Nothing listens there");
  }

  @Test
  void run_noTls_saysSo() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering =
          new Thread(
              () -> {
                try (Socket socket = plain.accept()) {
                  socket.getInputStream().read();
                  socket.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(UTF_8));
                  socket.shutdownOutput();
                  socket.getInputStream().read(new byte[4096]);
                } catch (IOException over) {
                  // The other side has had enough.
                }
              });
      answering.start();

      assertThat(run("https://localhost:" + plain.getLocalPort())).isEqualTo(1);
      answering.join();
    }
    assertThat(said()).contains("TLS failed");
  }

  @Test
  void run_brokenOff_saysSo() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

    assertThat(run(endpoint())).isEqualTo(1);
    assertThat(said()).contains("broke off");
  }

  @Test
  void run_settingsMissingOrWrong_areNamed() {
    assertThat(run("ftp://x")).isEqualTo(2);
    assertThat(said()).contains("endpoint: must begin with http");
    assertThat(new SendTest(out(), Time.SYSTEM).run(new String[] {"send-test"}, NONE)).isEqualTo(2);
    assertThat(said()).contains("No endpoint is set");
    assertThat(new SendTest(out(), Time.SYSTEM).run(new String[] {"--help"}, NONE)).isEqualTo(2);
    assertThat(said()).contains("usage:");
  }

  private int run(String endpoint) {
    String[] arguments = {"send-test", "--endpoint", endpoint, "--token", "secret"};
    return new SendTest(out(), Time.SYSTEM).run(arguments, NONE);
  }

  private PrintStream out() {
    return new PrintStream(said, true);
  }

  private String said() {
    return new String(said.toByteArray(), UTF_8);
  }

  private String endpoint() {
    return server.url("/").toString();
  }
}
