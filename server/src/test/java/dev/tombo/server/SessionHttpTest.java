// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  private static final String RUI = "rui@example.com";

  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    assertThat(server.account(RUI)).isNotEmpty();
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
  void sessions_ofAPerson_areListedAndEnded() {
    String here = server.logIn(RUI, TestServer.PASSWORD).json().path("accessToken").asText();
    String phone = "Phone " + "x".repeat(400);
    String json = "{\"email\":\"" + RUI + "\",\"password\":\"" + TestServer.PASSWORD + "\"}";
    Answer elsewhere =
        server.send(
            server
                .request("/api/v1/sessions")
                .header("User-Agent", phone)
                .POST(BodyPublishers.ofString(json)));
    String there = elsewhere.json().path("accessToken").asText();

    List<JsonNode> sessions = new ArrayList<>();
    server.get("/api/v1/me/sessions", here).json().path("items").forEach(sessions::add);

    assertThat(sessions).hasSizeGreaterThanOrEqualTo(2);
    assertThat(sessions).filteredOn(one -> one.path("current").asBoolean()).hasSize(1);
    JsonNode other =
        sessions.stream()
            .filter(one -> one.path("agent").asText().startsWith("Phone"))
            .findFirst()
            .orElseThrow();
    assertThat(other.path("agent").asText()).hasSize(300);
    String path = "/api/v1/me/sessions/" + other.path("id").asText();
    assertThat(server.send("DELETE", path, "", here).status()).isEqualTo(204);
    assertThat(server.send("DELETE", path, "", here).status()).isEqualTo(404);
    assertThat(server.get("/api/v1/me", there).status()).isEqualTo(401);
    assertThat(server.get("/api/v1/me", here).status()).isEqualTo(200);
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
