// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets other passwords, by the old one and by an administrator's link. */
final class PasswordHttpTest {
  private static final String RUI = "rui@example.com";
  private static final String NEW = "battery staple";

  @TempDir Path data = Path.of("");
  private @Nullable TestServer started;
  private String rui = "";

  @BeforeEach
  void start() {
    started = TestServer.start(data);
    rui = server().account(RUI);
  }

  @AfterEach
  void stop() {
    server().close();
  }

  @Test
  void change_byTheOldOne_endsOtherSessionsOnly() {
    String elsewhere = server().logIn(RUI, TestServer.PASSWORD).json().path("accessToken").asText();
    assertThat(change(TestServer.PASSWORD, TestServer.PASSWORD).status()).isEqualTo(204);
    assertThat(server().get("/api/v1/me", elsewhere).status()).as("the same").isEqualTo(200);

    assertThat(change(TestServer.PASSWORD, NEW).status()).isEqualTo(204);

    assertThat(server().get("/api/v1/me", rui).status()).isEqualTo(200);
    assertThat(server().get("/api/v1/me", elsewhere).status()).isEqualTo(401);
    assertThat(server().logIn(RUI, TestServer.PASSWORD).status()).isEqualTo(401);
    assertThat(server().logIn(RUI, NEW).status()).isEqualTo(200);
  }

  @Test
  void change_byAnother_isRefusedAndHasToWait() {
    for (int i = 0; i < 5; i++) {
      Answer answer = change("guess", NEW);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.detail()).startsWith("oldPassword: ");
    }

    assertThat(change(TestServer.PASSWORD, NEW).status()).isEqualTo(429);
    assertThat(server().logIn(RUI, TestServer.PASSWORD).status())
        .as("who guesses here does not go on there")
        .isEqualTo(429);
  }

  @Test
  void reset_byTheLink_setsThePasswordOnceAndEndsSessions() {
    String earlier = link();
    String token = link();

    assertThat(reset(earlier, NEW).status()).as("replaced").isEqualTo(404);
    assertThat(reset(token, "short").status()).isEqualTo(400);
    assertThat(reset(token, NEW).status()).isEqualTo(204);

    assertThat(reset(token, "another staple").status()).isEqualTo(404);
    assertThat(server().get("/api/v1/me", rui).status()).isEqualTo(401);
    assertThat(server().logIn(RUI, NEW).status()).isEqualTo(200);
  }

  @Test
  void reset_afterThePasswordWasChanged_isTooLate() {
    String token = link();
    assertThat(change(TestServer.PASSWORD, NEW).status()).isEqualTo(204);

    assertThat(reset(token, "another staple").status()).isEqualTo(404);
  }

  @Test
  void resetLink_forOthersThanAdministrators_isNotMade() {
    String path = "/api/v1/password-resets";

    assertThat(server().send("POST", path, "{\"email\":\"ana@example.com\"}", rui).status())
        .isEqualTo(403);
    for (String email : List.of("nobody@example.com", "nobody", "")) {
      String json = "{\"email\":\"" + email + "\"}";
      assertThat(server().send("POST", path, json, server().accessToken()).status()).isEqualTo(404);
    }
  }

  @Test
  void resetLink_byTheCommand_worksOnce() {
    Map<String, String> environment =
        Map.of(
            "TOMBO_DATA", data.toString(), "TOMBO_PUBLIC_URL", "https://errors.example.com/base");

    Called made = Called.tombo(environment, "account", "reset-link", "--email", "RUI@example.com");

    assertThat(made.status()).as(made.errors()).isZero();
    String link = made.output().lines().toList().get(1);
    assertThat(link).matches("link +https://errors\\.example\\.com/base/reset-password#\\w{40}");
    assertThat(reset(link.substring(link.indexOf('#') + 1), NEW).status()).isEqualTo(204);
    assertThat(server().logIn(RUI, NEW).status()).isEqualTo(200);
    Called unknown = Called.tombo(environment, "account", "reset-link", "--email", "eva@x");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.errors()).isEqualTo("tombo: there is no account eva@x\n");
  }

  private TestServer server() {
    return Objects.requireNonNull(started);
  }

  private Answer change(String oldOne, String newOne) {
    String json = "{\"oldPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(oldOne, newOne);
    return server().send("POST", "/api/v1/me/password", json, rui);
  }

  private String link() {
    Answer answer =
        server()
            .send(
                "POST",
                "/api/v1/password-resets",
                "{\"email\":\"Rui@example.com\"}",
                server().accessToken());
    String link = answer.json().path("link").asText();
    assertThat(link).contains("/reset-password#");
    return link.substring(link.indexOf('#') + 1);
  }

  private Answer reset(String token, String password) {
    String json = "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, password);
    return server().send("POST", "/api/v1/password-resets/redeem", json, "");
  }
}
