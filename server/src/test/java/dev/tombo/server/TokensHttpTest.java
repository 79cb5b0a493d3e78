// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.Role;
import java.nio.file.Path;
import java.sql.DriverManager;
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

/** Makes, shows and revokes API tokens at a real server, in each role. */
class TokensHttpTest {
  private static final String TOKENS = "/api/v1/projects/1/tokens";

  @TempDir private static Path data;
  private static TestServer server;
  private static String owner = "";
  private static String member = "";
  private static String other = "";
  private static String viewer = "";
  private static String stranger = "";

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    owner = server.accessToken();
    member = server.account("rui@example.com");
    other = server.account("ada@example.com");
    viewer = server.account("eva@example.com");
    stranger = server.account("leo@example.com");
    server.member("rui@example.com", 1, Role.MEMBER);
    server.member("ada@example.com", 1, Role.MEMBER);
    server.member("eva@example.com", 1, Role.VIEWER);
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
  void post_byMember_givesATokenThatSends() {
    Answer made = make(" web ", member);

    JsonNode token = made.json();
    assertThat(made.status()).isEqualTo(201);
    assertThat(fields(token))
        .containsExactly("id", "name", "token", "dsn", "createdBy", "createdAt", "lastUsedAt");
    assertThat(token.path("id").isTextual()).isTrue();
    assertThat(token.path("name").asText()).isEqualTo("web");
    String value = token.path("token").asText();
    assertThat(value).matches("[0-9a-f]{32}");
    assertThat(token.path("dsn").asText()).matches("http://" + value + "@127\\.0\\.0\\.1:\\d+/1");
    assertThat(token.path("createdBy").asText()).isEqualTo("rui");
    assertThat(token.path("createdAt").asText()).matches("20\\d\\d-.*Z");
    assertThat(token.path("lastUsedAt").isNull()).isTrue();
    assertThat(find(token, member)).isEqualTo(token);

    assertThat(send(value).status()).isEqualTo(200);

    assertThat(find(token, member).path("lastUsedAt").asText()).matches("20\\d\\d-.*Z");
  }

  @Test
  void list_inEachRole_showsValuesToMakerAndOwners() {
    JsonNode token = make("masked", member).json();
    String value = token.path("token").asText();
    String mask = "*".repeat(28) + value.substring(28);

    for (String credential : List.of(member, owner)) {
      assertThat(find(token, credential)).isEqualTo(token);
    }
    for (String credential : List.of(other, viewer)) {
      assertThat(find(token, credential).path("token").asText()).isEqualTo(mask);
      assertThat(find(token, credential).path("dsn").isNull()).isTrue();
      assertThat(server.get(TOKENS, credential).body()).doesNotContain(value.substring(0, 28));
    }
    assertThat(server.get(TOKENS, viewer).json().path("nextCursor").isNull()).isTrue();
  }

  @Test
  void list_underALostKeyFile_hidesAllOfAValue() throws Exception {
    JsonNode token = make("lost", owner).json();
    String damage =
        "update api_token set sealed = zeroblob(60) where id = " + token.path("id").asText();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tombo.db"));
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(damage)).isEqualTo(1);
    }

    assertThat(find(token, owner).path("token").asText()).isEqualTo("*".repeat(32));
    assertThat(find(token, owner).path("dsn").isNull()).isTrue();
    assertThat(send(token.path("token").asText()).status()).isEqualTo(200);
  }

  @Test
  void delete_byMaker_endsItAtOnce() {
    JsonNode token = make("revoked", member).json();
    assertThat(send(token.path("token").asText()).status()).isEqualTo(200);

    assertThat(delete(token, member).status()).isEqualTo(204);

    assertThat(send(token.path("token").asText()).status()).isEqualTo(401);
    assertThat(delete(token, member).status()).isEqualTo(404);
    assertThat(delete(token, owner).status()).isEqualTo(404);
    assertThat(ids(server.get(TOKENS, owner))).doesNotContain(token.path("id").asText());
  }

  @Test
  void rotate_byMaker_replacesTheValueAtOnce() {
    JsonNode token = make("rotated", member).json();
    assertThat(send(token.path("token").asText()).status()).isEqualTo(200);

    Answer rotated = rotate(token, member);

    assertThat(rotated.status()).as(rotated.body()).isEqualTo(201);
    JsonNode next = rotated.json();
    assertThat(next.path("name").asText()).isEqualTo("rotated");
    assertThat(next.path("id")).isNotEqualTo(token.path("id"));
    assertThat(send(token.path("token").asText()).status()).isEqualTo(401);
    assertThat(send(next.path("token").asText()).status()).isEqualTo(200);
    assertThat(rotate(token, member).status()).isEqualTo(404);
    assertThat(rotate(next, owner).status()).isEqualTo(403);
    assertThat(rotate(next, other).status()).isEqualTo(403);
    assertThat(send(next.path("token").asText()).status()).isEqualTo(200);
  }

  private Answer rotate(JsonNode token, String credential) {
    String path = TOKENS + "/" + token.path("id").asText() + "/rotate";
    return server.send("POST", path, "", credential);
  }

  @Test
  void delete_inEachRole_isDoneByMakerAndOwnerOnly() {
    JsonNode token = make("wanted", member).json();

    assertThat(delete(token, other).status()).isEqualTo(403);
    assertThat(delete(token, viewer).status()).isEqualTo(403);
    assertThat(delete(token, stranger).status()).isEqualTo(404);
    assertThat(send(token.path("token").asText()).status()).isEqualTo(200);
    assertThat(delete(token, owner).status()).isEqualTo(204);
  }

  @Test
  void delete_throughAnotherProject_isNotFound() {
    JsonNode token = make("elsewhere", owner).json();
    Answer project = server.send("POST", "/api/v1/projects", "{\"name\":\"mine\"}", stranger);
    String path = "/api/v1/projects/" + project.json().path("id").asText() + "/tokens/";

    assertThat(server.send("DELETE", path + token.path("id").asText(), "", stranger).status())
        .isEqualTo(404);
    assertThat(send(token.path("token").asText()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999", "x", "-1", "99999999999999999999"})
  void delete_unknownToken_isNotFound(String token) {
    assertThat(server.send("DELETE", TOKENS + "/" + token, "", owner).status()).isEqualTo(404);
  }

  @Test
  void request_byWhoMayNot_isRefused() {
    assertThat(make("x", viewer).status()).isEqualTo(403);
    assertThat(make("x", stranger).status()).isEqualTo(404);
    assertThat(server.get(TOKENS, stranger).status()).isEqualTo(404);
    assertThat(server.get("/api/v1/projects/99/tokens", owner).status()).isEqualTo(404);
    assertThat(make("x", TestServer.TOKEN).status()).isEqualTo(403);
    assertThat(make("x", "nonsense").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name:",
        "{\"name\":null}|name:",
        "{\"name\":\"  \"}|name:",
        "{\"name\":\"a\\r\\nb\"}|name:",
        "{\"name\":\"a\",\"token\":\"0123456789abcdef0123456789abcdef\"}|token:",
        "7|the body"
      })
  void post_badBody_isNamed(String body, String start) {
    Answer answer = server.send("POST", TOKENS, body, member);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(start);
  }

  @Test
  void me_ofAccount_isTheAccountWithItsNewestTokens() {
    JsonNode token = make("mine", other).json();
    make("not mine", member);

    JsonNode me = server.get("/api/v1/me", other).json();

    assertThat(fields(me)).containsExactly("account", "projects");
    assertThat(me.path("account").toString())
        .matches(
            "\\{\"id\":\"\\d+\",\"email\":\"ada@example.com\",\"name\":\"ada\",\"admin\":false}");
    assertThat(me.path("projects")).hasSize(1);
    JsonNode project = me.path("projects").path(0);
    assertThat(fields(project)).containsExactly("id", "name", "role", "token");
    assertThat(project.path("id").asText()).isEqualTo("1");
    assertThat(project.path("name").asText()).isEqualTo("shop");
    assertThat(project.path("role").asText()).isEqualTo("member");
    assertThat(project.path("token")).isEqualTo(token);
    assertThat(delete(token, other).status()).isEqualTo(204);
    assertThat(server.get("/api/v1/me", other).json().at("/projects/0/token").isNull()).isTrue();
  }

  @Test
  void me_withoutProjects_isTheAccountAlone() {
    String nobody = server.account("bea@example.com");

    assertThat(server.get("/api/v1/me", nobody).json().path("projects")).isEmpty();
    assertThat(server.get("/api/v1/me").json().at("/account/admin").asBoolean()).isTrue();
  }

  private static Answer make(String name, String credential) {
    return server.send("POST", TOKENS, "{\"name\":\"" + name + "\"}", credential);
  }

  private static Answer delete(JsonNode token, String credential) {
    return server.send("DELETE", TOKENS + "/" + token.path("id").asText(), "", credential);
  }

  private static Answer send(String token) {
    String batch = Samples.batch(Samples.event(Samples.newId()));
    return server.send("POST", TestServer.EVENTS, batch, token);
  }

  private static JsonNode find(JsonNode token, String credential) {
    for (JsonNode item : server.get(TOKENS, credential).json().path("items")) {
      if (item.path("id").equals(token.path("id"))) {
        return item;
      }
    }
    throw new AssertionError("no token " + token.path("id"));
  }

  private static List<String> ids(Answer list) {
    List<String> ids = new ArrayList<>();
    list.json().path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static List<String> fields(JsonNode object) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }
}
