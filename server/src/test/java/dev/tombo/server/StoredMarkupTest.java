// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.OpenApi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stores markup that would run as a script in every text of an event, a project, tokens, an
 * invitation and a session, and reads it all back: as JSON, which no browser takes for a page.
 */
final class StoredMarkupTest {
  private static final List<String> CORPUS =
      List.of(
          "<script>hurt()</script>",
          "\"><img src=x onerror=hurt()>",
          "'-hurt()-'",
          "javascript:hurt()//",
          "</title><svg/onload=hurt()>",
          "{{constructor.constructor('hurt()')()}}${hurt()}",
          "<a href=\"jav&#x09;ascript:hurt()\">\u202e\u0007\u001b[2J</a>",
          "--><iframe srcdoc='&lt;script&gt;hurt()&lt;/script&gt;'>");

  /** What is no text: times, words of a list, numbers, ids. */
  private static final Set<String> NO_TEXTS =
      Set.of("id", "level", "of", "relation", "occurredAt", "at", "traceId", "spanId", "parentId");

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private static Path data;
  private static ApiScene scene;
  private static TestServer server;
  private static Target target;

  @BeforeAll
  static void store() throws IOException {
    scene = ApiScene.open(data);
    server = scene.server();
    target = scene.target();
    String event = "";
    for (int i = 0; i < CORPUS.size(); i++) {
      event = Samples.newId();
      ObjectNode whole = event(CORPUS.get(i)).put("id", event);
      Answer sent =
          server.send(
              "POST", TestServer.EVENTS, Samples.batch(whole.toString()), target.apiTokenValue());
      assertThat(sent.receipt()).isEqualTo("1 accepted, 0 duplicates");
      String name = MAPPER.createObjectNode().put("name", CORPUS.get(i)).toString();
      for (String path : List.of("/api/v1/projects", project("/tokens"))) {
        // A name with control characters is refused, in words.
        assertThat(send("POST", path, name).status()).isIn(201, 400);
      }
      String script =
          MAPPER
              .createObjectNode()
              .put("name", CORPUS.get(i))
              .<ObjectNode>set("scopes", MAPPER.createArrayNode().add("read"))
              .toString();
      assertThat(send("POST", "/api/v1/me/tokens", script).status()).isIn(201, 400);
    }
    assertThat(server.get(project("/tokens")).body()).contains("hurt()");
    assertThat(server.get("/api/v1/me/tokens").body()).contains("hurt()");
    assertThat(server.get("/api/v1/projects").body()).contains("hurt()");
    String issue = server.get("/api/v1/issues?search=hurt").json().at("/items/0/id").asText();
    target =
        new Target(
            target.project(),
            target.apiToken(),
            target.apiTokenValue(),
            issue,
            event,
            target.personalToken(),
            target.invitation(),
            target.member(),
            target.activity(),
            target.session(),
            target.erasure());
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  private static String project(String rest) {
    return "/api/v1/projects/" + target.project() + rest;
  }

  private static Answer send(String method, String path, String json) {
    return server.send(method, path, json, server.accessToken());
  }

  /** An event with all that there is, of which each text is this one. */
  private static ObjectNode event(String markup) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StoredMarkupTest.class.getResourceAsStream("complete-batch.json"))) {
      ObjectNode event = (ObjectNode) MAPPER.readTree(in).at("/events/0");
      replace(event, markup);
      return event;
    }
  }

  private static void replace(JsonNode node, String markup) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        if (field.getValue().isTextual() && !NO_TEXTS.contains(field.getKey())) {
          field.setValue(TextNode.valueOf(markup));
        } else {
          replace(field.getValue(), markup);
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, TextNode.valueOf(markup));
        } else {
          replace(array.get(i), markup);
        }
      }
    }
  }

  private static List<Operation> reads() {
    return OpenApi.operations().stream()
        .filter(one -> one.method().equals("GET"))
        .filter(one -> !one.path().equals("/metrics"))
        // They send a browser on and hold nothing that was stored.
        .filter(one -> !one.path().startsWith("/api/v1/sessions/oidc"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("reads")
  void read_ofMarkup_isJsonAndNothingElse(Operation operation) {
    var request =
        scene.request(operation, target).header("Authorization", "Bearer " + server.accessToken());

    assertJson(server.send(request), 200);
  }

  @Test
  void event_ofMarkup_holdsItInEveryText() {
    Answer event = server.get(project("/events/" + target.event()));

    assertThat(event.body().split("srcdoc", -1)).hasSizeGreaterThan(20);
  }

  @Test
  void request_ofMarkup_isRefusedInJson() {
    for (String markup : CORPUS) {
      String encoded = URLEncoder.encode(markup, StandardCharsets.UTF_8);
      assertJson(server.get("/api/v1/issues?" + encoded + "=1"), 400);
      assertJson(server.get("/api/v1/issues?status=" + encoded), 400);
      assertJson(server.get("/api/v1/issues/" + encoded), 404);
      assertJson(server.get("/" + encoded), 404);
    }
  }

  private static void assertJson(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).matches("application/(problem\\+)?json");
    assertThat(answer.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  }
}
