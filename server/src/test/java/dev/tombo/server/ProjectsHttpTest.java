// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.Role;
import java.nio.file.Path;
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

/** Makes, shows, changes and deletes projects at a real server, in each role. */
class ProjectsHttpTest {
  private static final String PROJECTS = "/api/v1/projects";
  private static final String SHOP = "/api/v1/projects/1";

  @TempDir private static Path data;
  private static TestServer server;
  private static String owner = "";
  private static String member = "";
  private static String viewer = "";
  private static String stranger = "";

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    owner = server.accessToken();
    member = server.account("rui@example.com");
    viewer = server.account("eva@example.com");
    stranger = server.account("leo@example.com");
    server.member("rui@example.com", 1, Role.MEMBER);
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
  void list_ofAccount_isItsProjectsWithRoles() {
    assertThat(names(server.get(PROJECTS, viewer))).containsExactly("shop viewer");
    assertThat(names(server.get(PROJECTS, member))).containsExactly("shop member");
    assertThat(names(server.get(PROJECTS, owner))).contains("shop owner");
    assertThat(server.get(PROJECTS, viewer).json().path("nextCursor").isNull()).isTrue();
  }

  @Test
  void post_byAnyAccount_makesItTheOwner() {
    Answer made = make("  Loja 🛒\\t", stranger);

    JsonNode project = made.json();
    assertThat(made.status()).isEqualTo(201);
    assertThat(fields(project))
        .containsExactly(
            "id", "name", "role", "createdAt", "rateLimit", "dailyQuota", "monthlyQuota");
    assertThat(project.path("id").isTextual()).isTrue();
    assertThat(project.path("name").asText()).isEqualTo("Loja 🛒");
    assertThat(project.path("role").asText()).isEqualTo("owner");
    assertThat(project.path("createdAt").asText()).matches("20\\d\\d-.*Z");
    assertThat(project.path("rateLimit").isNull()).isTrue();
    assertThat(project.path("dailyQuota").isNull()).isTrue();
    String path = PROJECTS + "/" + project.path("id").asText();
    assertThat(server.get(path, stranger).json()).isEqualTo(project);
    assertThat(server.get(path, owner).status()).isEqualTo(404);
    JsonNode tokens = server.get(path + "/tokens", stranger).json().path("items");
    assertThat(tokens).hasSize(1);
    assertThat(tokens.at("/0/name").asText()).isEqualTo("default");
    assertThat(tokens.at("/0/createdBy").asText()).isEqualTo("leo");
  }

  @Test
  void post_takenName_isConflict() {
    Answer answer = make(" shop ", stranger);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.detail()).startsWith("name:");
    assertThat(make("Shop", stranger).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|name:",
        "{\"name\":null}|name:",
        "{\"name\":7}|name:",
        "{\"name\":\"\"}|name:",
        "{\"name\":\" \\t \"}|name:",
        "{\"name\":\"a\\nb\"}|name:",
        "{\"name\":\"a\\u001b[31mb\"}|name:",
        "{\"name\":\"a\\u0000\"}|name:",
        "{\"name\":\"a\\ud800\"}|name:",
        "{\"name\":\"a\",\"id\":\"7\"}|id:",
        "{\"name\":\"a\",\"rateLimit\":7}|rateLimit:",
        "[]|the body",
        "nonsense|the body"
      })
  void post_badBody_isNamed(String body, String start) {
    Answer answer = server.send("POST", PROJECTS, body, stranger);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(start);
  }

  @Test
  void post_longName_isTakenUpTo200Characters() {
    assertThat(make("🛒".repeat(200), stranger).status()).isEqualTo(201);
    assertThat(make("🛒".repeat(201), stranger).status()).isEqualTo(400);
  }

  @Test
  void show_inEachRole_saysTheRole() {
    assertThat(server.get(SHOP, owner).json().path("role").asText()).isEqualTo("owner");
    assertThat(server.get(SHOP, member).json().path("role").asText()).isEqualTo("member");
    assertThat(server.get(SHOP, viewer).json().path("role").asText()).isEqualTo("viewer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "99", "0", "-1", "x", "1x", "99999999999999999999", "%00"})
  void request_projectThatIsNotTheAskers_isNotFound(String project) {
    String path = PROJECTS + "/" + project;

    assertThat(server.get(path, stranger).status()).isEqualTo(404);
    assertThat(server.get(path + "/values", stranger).status()).isEqualTo(404);
    assertThat(server.send("PATCH", path, "{}", stranger).status()).isEqualTo(404);
    assertThat(server.send("DELETE", path, "", stranger).status()).isEqualTo(404);
  }

  @Test
  void change_byWhoIsNoOwner_isForbidden() {
    for (String credential : List.of(member, viewer)) {
      assertThat(server.send("PATCH", SHOP, "{\"name\":\"x\"}", credential).status())
          .isEqualTo(403);
      assertThat(server.send("DELETE", SHOP, "", credential).status()).isEqualTo(403);
    }
    assertThat(server.get(SHOP).json().path("name").asText()).isEqualTo("shop");
  }

  @Test
  void request_withOtherCredentials_isRefused() {
    for (String path : List.of(PROJECTS, SHOP, SHOP + "/values", SHOP + "/tokens", "/api/v1/me")) {
      assertThat(server.get(path, TestServer.TOKEN).status()).isEqualTo(403);
      assertThat(server.get(path, "nonsense").status()).isEqualTo(401);
      assertThat(server.send(server.request(path)).status()).isEqualTo(401);
      assertThat(server.get(path + "?limit=1").detail()).startsWith("limit: unknown");
    }
    assertThat(server.send("PUT", SHOP, "{}", owner).status()).isEqualTo(405);
  }

  @Test
  void patch_ofSome_leavesTheRest() {
    String path = path(make("patched", owner));

    Answer answer = patch(path, "{\"rateLimit\":7,\"dailyQuota\":1000000000000}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("rateLimit").longValue()).isEqualTo(7);
    assertThat(answer.json().path("dailyQuota").longValue()).isEqualTo(1_000_000_000_000L);
    assertThat(patch(path, "{\"name\":\" renamed \",\"rateLimit\":null}").status()).isEqualTo(200);
    assertThat(patch(path, "{}").status()).isEqualTo(200);

    JsonNode project = server.get(path).json();
    assertThat(project.path("name").asText()).isEqualTo("renamed");
    assertThat(project.path("rateLimit").isNull()).isTrue();
    assertThat(project.path("dailyQuota").longValue()).isEqualTo(1_000_000_000_000L);
  }

  @Test
  void patch_toTakenName_isConflict() {
    String path = path(make("conflicting", owner));

    assertThat(patch(path, "{\"name\":\"shop\",\"rateLimit\":5}").status()).isEqualTo(409);
    assertThat(server.get(path).json().path("rateLimit").isNull()).isTrue();
    assertThat(patch(path, "{\"name\":\"conflicting\"}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":null}|name:",
        "{\"name\":\"\"}|name:",
        "{\"rateLimit\":0}|rateLimit:",
        "{\"rateLimit\":-1}|rateLimit:",
        "{\"rateLimit\":1.5}|rateLimit:",
        "{\"rateLimit\":\"7\"}|rateLimit:",
        "{\"rateLimit\":true}|rateLimit:",
        "{\"rateLimit\":99999999999999999999}|rateLimit:",
        "{\"dailyQuota\":-1}|dailyQuota:",
        "{\"monthlyQuota\":-1}|monthlyQuota:",
        "{\"dailyQuota\":[]}|dailyQuota:",
        "{\"dailyQuota\":1e3}|dailyQuota:",
        "{\"role\":\"owner\"}|role:",
        "{\"id\":\"1\"}|id:"
      })
  void patch_badField_isNamed(String body, String start) {
    Answer answer = patch(SHOP, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(start);
  }

  @Test
  void delete_byOwner_isGoneAtOnceAndItsNameIsFree() {
    Answer made = make("doomed", owner);
    String path = path(made);
    String token = server.get(path + "/tokens").json().at("/items/0/token").asText();
    assertThat(send(token).status()).isEqualTo(200);

    Answer answer = server.send("DELETE", path, "", owner);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(send(token).status()).isEqualTo(401);
    assertThat(server.get(path).status()).isEqualTo(404);
    assertThat(server.send("DELETE", path, "", owner).status()).isEqualTo(404);
    assertThat(names(server.get(PROJECTS))).doesNotContain("doomed owner");
    assertThat(number(make("doomed", owner))).isGreaterThan(number(made));
  }

  @Test
  void values_seen_areListedMostUsedFirst() {
    String path = path(make("valued", owner));
    String token = server.get(path + "/tokens").json().at("/items/0/token").asText();
    String more = "\"message\":\"a\",\"release\":\"1.0\",\"logger\":\"a.B\",\"environment\":";
    String batch =
        Samples.batch(
            Samples.event(Samples.newId(), more + "\"staging\""),
            Samples.event(Samples.newId(), more + "\"production\",\"origin\":\"host\""),
            Samples.event(Samples.newId(), more + "\"production\""));
    assertThat(server.send("POST", TestServer.EVENTS, batch, token).receipt())
        .isEqualTo("3 accepted, 0 duplicates");

    assertThat(server.get(path + "/values").json())
        .hasToString(
            "{\"environments\":[\"production\",\"staging\"],\"releases\":[\"1.0\"],"
                + "\"origins\":[\"host\"],\"loggers\":[\"a.B\"]}");
    assertThat(server.get(SHOP + "/values", viewer).status()).isEqualTo(200);
  }

  private static Answer make(String name, String credential) {
    return server.send("POST", PROJECTS, "{\"name\":\"" + name + "\"}", credential);
  }

  private static Answer patch(String path, String json) {
    return server.send("PATCH", path, json, owner);
  }

  private static Answer send(String token) {
    String batch = Samples.batch(Samples.event(Samples.newId()));
    return server.send("POST", TestServer.EVENTS, batch, token);
  }

  private static String path(Answer made) {
    return PROJECTS + "/" + number(made);
  }

  private static long number(Answer made) {
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return Long.parseLong(made.json().path("id").asText());
  }

  private static List<String> names(Answer list) {
    List<String> names = new ArrayList<>();
    for (JsonNode item : list.json().path("items")) {
      names.add(item.path("name").asText() + " " + item.path("role").asText());
    }
    return names;
  }

  private static List<String> fields(JsonNode object) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return fields;
  }
}
