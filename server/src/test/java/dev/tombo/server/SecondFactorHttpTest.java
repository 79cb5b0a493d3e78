// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards an account by a second factor, logs in with it, and gets around it in vain. */
final class SecondFactorHttpTest {
  private static final String RUI = "rui@example.com";
  private static final String PATH = "/api/v1/me/second-factor";
  private static final String PASSWORD = "{\"password\":\"" + TestServer.PASSWORD + "\"}";

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
  void logIn_withASecondFactor_takesTwoSteps() {
    Authenticator phone = Authenticator.enrol(server(), rui);

    Answer first = server().logIn(RUI, TestServer.PASSWORD);

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.headers()).doesNotContainKey("set-cookie");
    assertThat(first.json().has("accessToken")).isFalse();
    assertThat(server().logIn(RUI, "guess").status()).as("the password comes first").isEqualTo(401);
    String token = first.json().path("secondStep").asText();
    assertThat(server().get("/api/v1/me", token).status()).as("no credential").isEqualTo(401);
    Answer second = finish(token, phone.code(1));
    assertThat(second.status()).as(second.body()).isEqualTo(200);
    assertThat(second.headers().get("set-cookie")).contains("HttpOnly");
    String access = second.json().path("accessToken").asText();
    assertThat(server().get("/api/v1/me", access).status()).isEqualTo(200);
  }

  @Test
  void finish_withACodeThatWasUsed_isRefused() {
    Authenticator phone = Authenticator.enrol(server(), rui);
    String code = phone.code(1);
    assertThat(finish(secondStep(), code).status()).isEqualTo(200);

    assertThat(finish(secondStep(), code).status()).as("the same").isEqualTo(401);
    assertThat(finish(secondStep(), phone.code(0)).status()).as("an earlier").isEqualTo(401);
  }

  @Test
  void finish_withARecoveryCode_worksOnceEach() {
    List<String> codes = Authenticator.enrol(server(), rui).recoveryCodes();

    assertThat(finish(secondStep(), codes.get(3).toLowerCase(Locale.ROOT)).status()).isEqualTo(200);

    assertThat(finish(secondStep(), codes.get(3)).status()).isEqualTo(401);
    assertThat(finish(secondStep(), codes.get(4).replace("-", " ")).status()).isEqualTo(200);
    assertThat(show().path("recoveryCodes").asInt()).isEqualTo(8);
    Answer renewed = server().send("POST", PATH + "/recovery-codes", PASSWORD, rui);
    assertThat(renewed.json().path("recoveryCodes")).hasSize(10);
    assertThat(finish(secondStep(), codes.get(5)).status()).as("replaced").isEqualTo(401);
  }

  @Test
  void finish_withWrongCodes_hasToWait() {
    Authenticator phone = Authenticator.enrol(server(), rui);
    for (int i = 0; i < 5; i++) {
      Answer answer = finish(secondStep(), "00000" + i);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.detail()).startsWith("code: ");
    }

    assertThat(finish(secondStep(), phone.code(1)).status()).isEqualTo(429);
  }

  @Test
  void finish_withATokenThatIsNone_isRefused() {
    Authenticator phone = Authenticator.enrol(server(), rui);
    String token = secondStep();
    String another = token.replaceFirst("^\\d+", "1");
    String later = token.replaceFirst("\\.\\d", ".9");

    for (String forged : List.of("", "x", another, later, token + "x", rui)) {
      Answer answer = finish(forged, phone.code(1));
      assertThat(answer.status()).as(forged).isEqualTo(401);
      assertThat(answer.detail()).startsWith("secondStep: ");
    }
  }

  @Test
  void finish_afterThePasswordWasChanged_isRefused() {
    Authenticator phone = Authenticator.enrol(server(), rui);
    String token = secondStep();
    String json =
        "{\"oldPassword\":\"%s\",\"newPassword\":\"battery staple\"}"
            .formatted(TestServer.PASSWORD);
    assertThat(server().send("POST", "/api/v1/me/password", json, rui).status()).isEqualTo(204);

    assertThat(finish(token, phone.code(1)).status()).isEqualTo(401);
  }

  @Test
  void confirm_byACode_guardsTheAccountAndEndsOtherSessions() {
    String elsewhere = server().logIn(RUI, TestServer.PASSWORD).json().path("accessToken").asText();
    Authenticator phone = Authenticator.start(server(), rui);

    assertThat(server().logIn(RUI, TestServer.PASSWORD).status()).as("not yet").isEqualTo(200);
    assertThat(server().send("POST", PATH + "/confirm", "{\"code\":\"1\"}", rui).status())
        .isEqualTo(403);
    assertThat(show().path("enabled").asBoolean()).isFalse();
    assertThat(server().send("POST", PATH + "/confirm", phone.json(0), rui).status())
        .isEqualTo(201);

    assertThat(show().path("enabled").asBoolean()).isTrue();
    assertThat(server().get("/api/v1/me", rui).status()).isEqualTo(200);
    assertThat(server().get("/api/v1/me", elsewhere).status()).isEqualTo(401);
    assertThat(server().send("POST", PATH, PASSWORD, rui).status()).as("another").isEqualTo(409);
  }

  @Test
  void change_withoutThePassword_isRefused() {
    Authenticator phone = Authenticator.enrol(server(), rui);
    String guess = "{\"password\":\"guess\"}";

    for (String path : List.of(PATH, PATH + "/recovery-codes", PATH + "/disable")) {
      assertThat(server().send("POST", path, guess, rui).status()).as(path).isEqualTo(403);
    }

    assertThat(finish(secondStep(), phone.code(1)).status()).isEqualTo(200);
  }

  @Test
  void disable_byThePassword_asksForThatOnly() {
    var unused = Authenticator.enrol(server(), rui);

    assertThat(server().send("POST", PATH + "/disable", PASSWORD, rui).status()).isEqualTo(204);

    assertThat(server().logIn(RUI, TestServer.PASSWORD).status()).isEqualTo(200);
    assertThat(show().path("recoveryCodes").asInt()).isZero();
  }

  @Test
  void reset_byAnAdministratorOrTheCommand_asksForThePasswordOnly() {
    String json = "{\"email\":\"" + RUI + "\"}";
    var unused = Authenticator.enrol(server(), rui);
    String path = "/api/v1/second-factor-resets";
    assertThat(server().send("POST", path, json, rui).status()).as("one's own").isEqualTo(403);

    assertThat(server().send("POST", path, json, server().accessToken()).status()).isEqualTo(204);

    assertThat(server().logIn(RUI, TestServer.PASSWORD).status()).isEqualTo(200);
    var again = Authenticator.enrol(server(), rui);
    assertThat(again.recoveryCodes()).hasSize(10);
    JsonNode told = server().get("/api/v1/audit?action=second_factor_removed").json();
    assertThat(told.at("/items/0/name").asText()).isEqualTo(RUI);
    assertThat(told.at("/items/0/actor/name").asText()).isEqualTo(TestServer.EMAIL);
    Called reset =
        Called.tombo(
            Map.of("TOMBO_DATA", data.toString()),
            "account",
            "reset-second-factor",
            "--email",
            RUI);
    assertThat(reset.status()).as(reset.errors()).isZero();
    assertThat(reset.output()).contains("removed");
    assertThat(server().logIn(RUI, TestServer.PASSWORD).status()).isEqualTo(200);
  }

  private TestServer server() {
    return Objects.requireNonNull(started);
  }

  private JsonNode show() {
    return server().get(PATH, rui).json();
  }

  /** What the first step of a log-in answers. */
  private String secondStep() {
    return server().logIn(RUI, TestServer.PASSWORD).json().path("secondStep").asText();
  }

  private Answer finish(String secondStep, String code) {
    String json = "{\"secondStep\":\"%s\",\"code\":\"%s\"}".formatted(secondStep, code);
    return server().send("POST", "/api/v1/sessions/second-step", json, "");
  }
}
