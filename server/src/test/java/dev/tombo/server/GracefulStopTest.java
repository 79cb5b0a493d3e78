// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stops the program in a process of its own, by SIGTERM, amid what clients do. */
@Timeout(180)
final class GracefulStopTest {
  private static final int DEADLINE_SECONDS = 10;
  private static final String READY = "GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String UPLOAD =
      "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
          + "Authorization: Bearer "
          + TestServer.TOKEN
          + "\r\n";

  @TempDir private Path data;

  @Test
  void sigterm_whileClientsAreIdleOrHang_endsInTime() throws Exception {
    try (ServerProgram program = ServerProgram.start(data, "--port=0")) {
      program.awaitListening();
      try (Socket idle = program.connect(READY);
          Socket silent = program.connect("");
          Socket amidHeaders = program.connect(UPLOAD);
          Socket amidBody = program.connect(UPLOAD + "Content-Length: 1000\r\n\r\n{\"events\":[");
          Socket amidChunk =
              program.connect(UPLOAD + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"ev")) {
        assertThat(status(idle)).isEqualTo("HTTP/1.1 200");

        program.terminate();

        assertThat(program.awaitEnd(DEADLINE_SECONDS)).isIn(0, 143);
        assertThat(silent.isConnected() && amidHeaders.isConnected()).isTrue();
        assertThat(amidBody.isConnected() && amidChunk.isConnected()).isTrue();
      }
      assertThat(program.log()).doesNotContain("\tat ", "  at ", "SEVERE");
    }
  }

  @Test
  void sigterm_whileARequestArrives_isAnsweredStoredAndLogged() throws Exception {
    String body = Samples.batch(Samples.event(Samples.newId()));
    try (ServerProgram program = ServerProgram.start(data, "--port=0", "--access-log")) {
      program.awaitListening();
      int half = body.length() / 2;
      try (Socket client =
          program.connect(
              UPLOAD + "Content-Length: " + body.length() + "\r\nExpect: 100-continue\r\n\r\n")) {
        assertThat(status(client)).as("the request is in work").isEqualTo("HTTP/1.1 100");
        client.getInputStream().skipNBytes("  Continue\r\n\r\n".length() - 1);

        program.terminate();
        client.getOutputStream().write(body.substring(0, half).getBytes(StandardCharsets.UTF_8));
        client.getOutputStream().write(body.substring(half).getBytes(StandardCharsets.UTF_8));

        assertThat(status(client)).isEqualTo("HTTP/1.1 200");
      }
      assertThat(program.awaitEnd(DEADLINE_SECONDS)).isIn(0, 143);
      assertThat(program.log()).as("to the end").contains("POST /api/v1/events 200");
    }
    try (TestServer again = TestServer.start(data)) {
      assertThat(again.get("/api/v1/issues").json().path("items")).hasSize(1);
    }
  }

  @Test
  void start_onATakenPort_isOneLineOfComplaint() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProgram program = ServerProgram.start(data, "--port=" + other.getLocalPort())) {
      assertThat(program.awaitEnd(60)).isEqualTo(1);

      assertThat(program.log().lines())
          .satisfiesExactly(
              line -> assertThat(line).contains(" INFO ").contains("settings: host=127.0.0.1"),
              line -> assertThat(line).startsWith("tombo: cannot listen on 127.0.0.1 port "));
    }
  }

  @Test
  void start_withLogFormatJson_logsObjects() throws Exception {
    try (ServerProgram program =
        ServerProgram.start(data, "--port=0", "--log-format=json", "--access-log")) {
      program.awaitListening();
      try (Socket client = program.connect(READY)) {
        assertThat(status(client)).isEqualTo("HTTP/1.1 200");
      }
      program.terminate();
      assertThat(program.awaitEnd(DEADLINE_SECONDS)).isIn(0, 143);

      assertThat(program.log().lines().map(Answer::read))
          .extracting(line -> line.path("logger").textValue())
          .containsExactly("dev.tombo.server.ServeCommand", "dev.tombo.access");
      assertThat(program.log()).doesNotContain(TestServer.TOKEN, TestServer.PASSWORD);
    }
  }

  private static String status(Socket client) throws IOException {
    return new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }
}
