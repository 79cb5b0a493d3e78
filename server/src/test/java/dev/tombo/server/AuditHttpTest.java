// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.OpenApi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends a good request of each operation that may change something, and holds what the audit log
 * tells of it to {@code audited-routes.txt}; one that is not there fails the build.
 */
class AuditHttpTest {
  private static final Map<String, String> ROUTES = routes();

  @TempDir private static Path data;
  private static ApiScene scene;
  private static TestServer server;

  @TempDir private Path emptyData = Path.of("");

  @BeforeAll
  static void start() {
    scene = ApiScene.open(data);
    server = scene.server();
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @Test
  void routes_thatMayChangeSomething_areAllToldOrExempt() {
    assertThat(ROUTES.keySet())
        .containsExactlyInAnyOrderElementsOf(changing().stream().map(Operation::name).toList());
  }

  @ParameterizedTest
  @MethodSource("changing")
  void change_overHttp_isToldWithItsAddressAndNoSecret(Operation operation) {
    String told = ROUTES.getOrDefault(operation.name(), "");
    List<String> expected = told.startsWith("-") ? List.of() : List.of(told.split(" "));
    if (operation.id().equals("setUp")) {
      try (TestServer empty = TestServer.startEmpty(emptyData)) {
        String code = empty.server().oneTimeCode().orElseThrow();
        String json =
            "{\"code\":\"%s\",\"email\":\"zoe@example.com\",\"password\":\"correct horse\"}"
                .formatted(code);
        assertThat(empty.send("POST", operation.path(), json, "").status()).isEqualTo(201);
        String zoe =
            empty.logIn("zoe@example.com", "correct horse").json().path("accessToken").asText();
        assertThat(actions(entries(empty, zoe)).subList(0, 1)).isEqualTo(expected);
      }
      return;
    }
    Target target = scene.target();
    HttpRequest.Builder request = request(operation, target);
    List<JsonNode> before = entries(server, server.accessToken());

    Answer answer = server.send(request);

    assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    List<JsonNode> added = new ArrayList<>(entries(server, server.accessToken()));
    added.removeAll(before);
    assertThat(actions(added)).isEqualTo(expected);
    for (JsonNode entry : added) {
      assertThat(entry.at("/actor/address").asText()).isEqualTo("127.0.0.1");
      assertThat(secrets(answer)).noneMatch(entry.toString()::contains);
    }
  }

  @Test
  void entry_ofWhoeverAsks_namesTheirAccount() {
    assertThat(server.send("POST", "/api/v1/projects", "{\"name\":\"told\"}", server.accessToken()))
        .returns(201, Answer::status);

    JsonNode entry =
        server.get("/api/v1/audit?action=project_created&limit=1").json().at("/items/0");

    assertThat(entry.at("/actor/name").asText()).isEqualTo(TestServer.EMAIL);
    assertThat(entry.at("/actor/account").asText())
        .isEqualTo(Long.toString(scene.account(TestServer.EMAIL)));
    assertThat(entry.path("name").asText()).isEqualTo("told");
  }

  @Test
  void list_inPages_goesOnWhereTheLastOneEnded() {
    Set<String> ids = new HashSet<>();
    List<String> inOrder = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = server.get("/api/v1/audit?limit=3&cursor=" + cursor).json();
      page.path("items").forEach(entry -> inOrder.add(entry.path("id").asText()));
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty());
    ids.addAll(inOrder);

    assertThat(ids).hasSize(inOrder.size());
    assertThat(inOrder).last().isEqualTo("1");
  }

  @Test
  void export_asLines_hasEveryEntryThatTheListHas() {
    List<String> lines = export("").body().lines().toList();
    List<String> some = export("?action=project_created").body().lines().toList();

    assertThat(lines).hasSize(entries(server, server.accessToken()).size());
    assertThat(some).isNotEmpty().allMatch(line -> line.contains("\"project_created\""));
  }

  private static Answer export(String query) {
    Answer answer =
        server.send(
            server
                .request("/api/v1/audit" + query)
                .header("Accept", TestServer.NDJSON)
                .header("Authorization", "Bearer " + server.accessToken()));
    assertThat(answer.headers()).containsEntry("content-type", TestServer.NDJSON);
    return answer;
  }

  private static HttpRequest.Builder request(Operation operation, Target target) {
    String credential =
        switch (operation.id()) {
          case "sendEvents" -> target.apiTokenValue();
          case "acceptInvitation" -> logIn(ApiScene.LEO);
          case "logOut" -> logIn(ApiScene.RUI);
          case "createRecoveryCodes", "disableSecondFactor" -> Authenticator.guarded(server);
          default -> server.accessToken();
        };
    HttpRequest.Builder request =
        operation.id().equals("changePassword")
            ? scene.request(
                operation,
                target,
                "",
                "{\"oldPassword\":\"%s\",\"newPassword\":\"battery staple\"}"
                    .formatted(TestServer.PASSWORD))
            : scene.request(operation, target);
    if (operation.id().equals("changePassword")) {
      credential = logIn(ApiScene.ADA);
    }
    if (operation.id().equals("confirmSecondFactor")) {
      credential = server.account("c" + Samples.newId() + "@example.com");
      String code = Authenticator.start(server, credential).json(0);
      request = scene.request(operation, target, "", code);
    }
    if (operation.id().equals("refreshSession")) {
      String cookie =
          server
              .logIn(TestServer.EMAIL, TestServer.PASSWORD)
              .headers()
              .getOrDefault("set-cookie", "");
      request.header("Cookie", cookie.split(";", 2)[0]);
    }
    return request.header("Authorization", "Bearer " + credential);
  }

  private static String logIn(String email) {
    return server.logIn(email, TestServer.PASSWORD).json().path("accessToken").asText();
  }

  /** What an answer shows once: tokens, and what links end in. */
  private static List<String> secrets(Answer answer) {
    List<String> secrets = new ArrayList<>(List.of(TestServer.PASSWORD, "battery staple"));
    if (answer.body().startsWith("{")) {
      for (String name : List.of("token", "link", "accessToken")) {
        String value = answer.json().path(name).asText("");
        secrets.add(value.isEmpty() ? "battery staple" : value.replaceFirst(".*[/#=]", ""));
      }
    }
    return secrets;
  }

  /** Oldest first. */
  private static List<JsonNode> entries(TestServer at, String accessToken) {
    List<JsonNode> entries = new ArrayList<>();
    at.send(
            at.request("/api/v1/audit")
                .header("Accept", TestServer.NDJSON)
                .header("Authorization", "Bearer " + accessToken))
        .body()
        .lines()
        .forEach(line -> entries.addFirst(Answer.read(line)));
    return entries;
  }

  private static List<String> actions(List<JsonNode> entries) {
    return entries.stream().map(entry -> entry.path("action").asText()).toList();
  }

  private static List<Operation> changing() {
    return OpenApi.operations().stream()
        .filter(operation -> !operation.method().equals("GET"))
        .toList();
  }

  private static Map<String, String> routes() {
    try (InputStream in =
        Objects.requireNonNull(AuditHttpTest.class.getResourceAsStream("audited-routes.txt"))) {
      Map<String, String> routes = new TreeMap<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] parts = line.split(" {2,}| (?=-)", 2);
                routes.put(parts[0].strip(), parts[1].strip());
              });
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
