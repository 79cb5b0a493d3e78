// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs in to a real server, rightly, wrongly and with garbage. */
class SessionHttpTest {
  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @Test
  void logIn_right_givesAccessToken() {
    Answer answer = server.logIn(TestServer.EMAIL.toUpperCase(Locale.ROOT), TestServer.PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("expiresIn").intValue()).isEqualTo(900);
    String token = answer.json().path("accessToken").asText();
    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(200);
  }

  @Test
  void logIn_wrongPassword_isUnauthorized() {
    assertThat(server.logIn(TestServer.EMAIL, TestServer.PASSWORD + " ").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody@example.com",
        "ana@example.com\\u0000",
        "\\ud800@example.com",
        "' or 1=1 --",
        "%"
      })
  void logIn_unknownEmail_isUnauthorized(String email) {
    assertThat(server.logIn(email, TestServer.PASSWORD).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "7",
        "{",
        "{}",
        "{\"email\":\"ana@example.com\"}",
        "{\"password\":\"correct horse\"}",
        "{\"email\":null,\"password\":\"correct horse\"}",
        "{\"email\":7,\"password\":\"correct horse\"}",
        "{\"email\":\"ana@example.com\",\"password\":[\"correct horse\"]}",
        "{\"email\":\"ana@example.com\",\"password\":\"correct horse\"} {}",
        "email=ana@example.com&password=correct+horse"
      })
  void logIn_garbage_isBadRequest(String body) {
    assertThat(logIn(body).status()).isEqualTo(400);
  }

  @Test
  void logIn_tooLargeOrDeep_isRefused() {
    assertThat(logIn("{\"email\":\"" + "a".repeat(20_000) + "\"}").status()).isEqualTo(413);
    assertThat(logIn(Samples.nested(2_000)).status()).isEqualTo(400);
    assertThat(logIn("[".repeat(16_000)).status()).isEqualTo(400);
  }

  @Test
  void operations_noCredential_areAnswered() {
    assertThat(server.send(server.request("/health/live")).status()).isEqualTo(200);
    assertThat(server.send(server.request("/health/ready")).status()).isEqualTo(200);
    assertThat(server.send(server.request("/metrics")).body()).contains("tombo_");
  }

  private static Answer logIn(String body) {
    return server.send(server.request("/api/v1/sessions").POST(BodyPublishers.ofString(body)));
  }
}
