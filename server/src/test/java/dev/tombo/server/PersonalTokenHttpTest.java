// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes, uses and revokes personal tokens of a real server. */
class PersonalTokenHttpTest {
  private static final String TOKENS = "/api/v1/me/tokens";
  private static final String READ = "{\"name\":\"ci\",\"scopes\":[\"read\"]";

  @TempDir private static Path data;
  private static TestServer server;
  private static String rui = "";

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    rui = server.account("rui@example.com");
    assertThat(server.post(Samples.batch(Samples.event(Samples.newId()))).status()).isEqualTo(200);
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
  void token_made_isShownOnceAndListed() {
    String ana = server.account("shown@example.com");
    Answer answer = server.send("POST", TOKENS, READ + "}", ana);

    assertThat(answer.status()).isEqualTo(201);
    JsonNode made = answer.json();
    assertThat(made.path("token").asText()).matches("tombo_[0-9a-f]{40}");
    assertThat(made.path("id").isTextual()).isTrue();
    assertThat(made.path("name").asText()).isEqualTo("ci");
    assertThat(made.path("scopes")).hasToString("[\"read\"]");
    assertThat(made.path("lastUsedAt").isNull()).isTrue();
    Instant createdAt = Instant.parse(made.path("createdAt").asText());
    assertThat(Instant.parse(made.path("expiresAt").asText()))
        .isBetween(createdAt.plus(Duration.ofDays(89)), createdAt.plus(Duration.ofDays(90)));
    JsonNode list = server.get(TOKENS, ana).json();
    assertThat(list.path("nextCursor").isNull()).isTrue();
    assertThat(list.path("items")).hasSize(1);
    JsonNode listed = list.path("items").get(0);
    assertThat(listed.has("token")).isFalse();
    assertThat(listed.path("id")).isEqualTo(made.path("id"));
    assertThat(listed.path("name")).isEqualTo(made.path("name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"read\"] | [\"read\"]",
        "[\"triage\"] | [\"read\",\"triage\"]",
        "[\"admin\"] | [\"read\",\"triage\",\"admin\"]",
        "[\"admin\",\"read\",\"admin\"] | [\"read\",\"triage\",\"admin\"]"
      })
  void token_ofScopes_hasThoseBefore(String asked, String has) {
    Answer answer =
        server.send(
            "POST", TOKENS, "{\"name\":\"ci\",\"scopes\":" + asked + "}", server.accessToken());

    assertThat(answer.json().path("scopes")).hasToString(has);
  }

  @Test
  void token_used_doesWhatItsScopeSays() {
    String read = server.personalToken(Scope.READ);
    String triage = server.personalToken(Scope.TRIAGE);
    String admin = server.personalToken(Scope.ADMIN);

    for (String token : List.of(read, triage, admin)) {
      assertThat(server.get("/api/v1/issues", token).json().path("items")).hasSize(1);
    }
    String resolve = "{\"status\":\"resolved\"}";
    assertThat(server.send("PATCH", "/api/v1/issues/1-1", resolve, read).status()).isEqualTo(403);
    assertThat(server.send("PATCH", "/api/v1/issues/1-1", resolve, triage).status()).isEqualTo(200);
    assertThat(server.send("PATCH", "/api/v1/issues/1-1", resolve, admin).status()).isEqualTo(200);
  }

  @Test
  void token_ofAnAccount_seesWhatThatSees() {
    String token = server.personalToken(rui, Scope.ADMIN);

    assertThat(server.get("/api/v1/issues", token).json().path("items")).isEmpty();
    assertThat(server.get("/api/v1/issues/1-1", token).status()).isEqualTo(404);
  }

  @Test
  void token_forOwnTokensOrForSending_isForbidden() {
    String token = server.personalToken(Scope.ADMIN);

    assertThat(server.get(TOKENS, token).status()).isEqualTo(403);
    assertThat(server.send("POST", TOKENS, READ + "}", token).status()).isEqualTo(403);
    assertThat(server.send("DELETE", TOKENS + "/1", "", token).status()).isEqualTo(403);
    assertThat(server.send("POST", TestServer.EVENTS, Samples.batch(), token).status())
        .isEqualTo(403);
    assertThat(server.get(TOKENS, TestServer.TOKEN).status()).isEqualTo(403);
    assertThat(server.send(server.request(TOKENS)).status()).isEqualTo(401);
  }

  @Test
  void token_unknownOrDamaged_isUnauthorized() {
    String token = server.personalToken(Scope.ADMIN);
    for (String bad :
        List.of(
            "tombo_" + "0".repeat(40),
            token.substring(1),
            token.substring(6),
            token + "0",
            token.substring(0, 45),
            "TOMBO_" + token.substring(6),
            "tombo_")) {
      assertThat(server.get("/api/v1/issues", bad).status()).as(bad).isEqualTo(401);
    }
  }

  @Test
  void token_revoked_isGoneAtOnce() {
    JsonNode made = server.send("POST", TOKENS, READ + "}", server.accessToken()).json();
    String token = made.path("token").asText();
    String path = TOKENS + "/" + made.path("id").asText();
    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(200);

    assertThat(server.send("DELETE", path, "", rui).status()).as("another's").isEqualTo(404);
    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(200);
    assertThat(server.send("DELETE", path, "", server.accessToken()).status()).isEqualTo(204);

    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(401);
    assertThat(server.send("DELETE", path, "", server.accessToken()).status()).isEqualTo(404);
    assertThat(server.get(TOKENS).body()).doesNotContain("\"id\":" + made.path("id"));
  }

  @Test
  void token_pastItsTime_isUnauthorized() throws SQLException {
    String token = server.personalToken(rui, Scope.READ);
    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(200);
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tombo.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("update personal_token set expires_at = " + Instant.now().toEpochMilli());
    }

    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(401);
  }

  @Test
  void token_used_saysWhen() {
    String ana = server.account("used@example.com");
    String token = server.personalToken(ana, Scope.READ);
    assertThat(server.get(TOKENS, ana).json().at("/items/0/lastUsedAt").isNull()).isTrue();

    assertThat(server.get("/api/v1/issues", token).status()).isEqualTo(200);

    assertThat(Instant.parse(server.get(TOKENS, ana).json().at("/items/0/lastUsedAt").asText()))
        .isBefore(Instant.now().plusSeconds(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name",
        "{\"name\":\"\",\"scopes\":[\"read\"]} | name",
        "{\"name\":7,\"scopes\":[\"read\"]} | name",
        "{\"name\":\"a\\nb\",\"scopes\":[\"read\"]} | name",
        "{\"name\":\"a\\u0000b\",\"scopes\":[\"read\"]} | name",
        "{\"name\":\"\\ud800\",\"scopes\":[\"read\"]} | name",
        "{\"name\":\"ci\"} | scopes",
        "{\"name\":\"ci\",\"scopes\":[]} | scopes",
        "{\"name\":\"ci\",\"scopes\":null} | scopes",
        "{\"name\":\"ci\",\"scopes\":\"read\"} | scopes",
        "{\"name\":\"ci\",\"scopes\":[7]} | scopes",
        "{\"name\":\"ci\",\"scopes\":{\"a\":\"read\"}} | scopes",
        "{\"name\":\"ci\",\"scopes\":[\"Read\"]} | scopes",
        "{\"name\":\"ci\",\"scopes\":[\"write\"]} | scopes",
        "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"soon\"} | expiresAt",
        "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":1} | expiresAt",
        "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"} | expiresAt",
        "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"9999-01-01T00:00:00Z\"} | expiresAt",
        "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expires\":\"2020-01-01T00:00:00Z\"} | expires"
      })
  void token_thatCannotBe_isRefusedByName(String json, String field) {
    Answer answer = server.send("POST", TOKENS, json, server.accessToken());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(field + ": ");
  }

  @Test
  void token_forAsLongAsCanBe_isMadeAndNoLonger() {
    Instant longest = Instant.now().plus(Duration.ofDays(366));
    String form = READ + ",\"expiresAt\":\"%s\"}";
    String offset = longest.minusSeconds(60).toString().replace("Z", "+00:00");

    assertThat(server.send("POST", TOKENS, form.formatted(offset), server.accessToken()).status())
        .isEqualTo(201);
    assertThat(
            server
                .send("POST", TOKENS, form.formatted(longest.plusSeconds(60)), server.accessToken())
                .status())
        .isEqualTo(400);
  }

  @Test
  void tokens_many_comeInPages() {
    String ana = server.account("many@example.com");
    for (int i = 0; i < 5; i++) {
      var unused = server.personalToken(ana, Scope.READ);
    }
    List<String> ids = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = server.get(TOKENS + "?limit=2" + cursor, ana).json();
      page.path("items").forEach(item -> ids.add(item.path("id").asText()));
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.isEmpty());

    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?cursor=x", "?page=2", "?limit=1&limit=2"})
  void tokens_badParameter_isRefused(String query) {
    assertThat(server.get(TOKENS + query).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/0", "/-1", "/x", "/99999999999999999999", "/%00", "/999999"})
  void delete_unknownToken_isNotFound(String id) {
    assertThat(server.send("DELETE", TOKENS + id, "", server.accessToken()).status())
        .isEqualTo(404);
  }

  @Test
  void post_tooLarge_isRefused() {
    String json = "{\"name\":\"" + "x".repeat(300_000) + "\"}";
    assertThat(
            server
                .send(
                    server
                        .request(TOKENS)
                        .header("Authorization", "Bearer " + server.accessToken())
                        .POST(BodyPublishers.ofString(json)))
                .status())
        .isEqualTo(413);
  }
}
