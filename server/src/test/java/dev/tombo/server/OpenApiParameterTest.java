// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombo.server.ApiScene.Target;
import dev.tombo.server.OpenApi.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sends what the document allows and what it does not, made from its schemas, for each parameter of
 * a query and each field of a body: it is taken, or it is 400 and named.
 */
class OpenApiParameterTest {
  @TempDir private static Path data;
  @TempDir private static Path emptyData;
  private static ApiScene scene;
  private static Target target;
  private static TestServer empty;

  @BeforeAll
  static void start() {
    scene = ApiScene.open(data);
    target = scene.target();
    empty = TestServer.startEmpty(emptyData);
  }

  @AfterAll
  static void stop() {
    scene.close();
    empty.close();
  }

  @ParameterizedTest
  @MethodSource("badParameters")
  void parameter_thatTheDocumentDoesNotAllow_isNamed(String id, String name, String query) {
    Operation operation = OpenApi.operation(id);
    Answer answer =
        server()
            .send(
                scene
                    .request(operation, target, "?" + query, scene.body(operation, target))
                    .header("Authorization", "Bearer " + server().accessToken()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(name + ":");
  }

  @ParameterizedTest
  @MethodSource("badBodies")
  void field_thatTheDocumentDoesNotAllow_isNamed(String id, String name, String body) {
    Operation operation = OpenApi.operation(id);
    // Where nobody has an account, the first can be made.
    TestServer asked = id.equals("setUp") ? empty : server();
    String path = scene.request(operation, target, "", body).build().uri().getRawPath();
    Answer answer = asked.send(operation.method(), path, body, server().accessToken());

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.detail()).startsWith(name + ":");
  }

  @ParameterizedTest
  @MethodSource("goodParameters")
  void parameter_atItsBounds_isTaken(String id, String name, String value) {
    assertThat(get(id, "?" + name + "=" + encoded(value)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void parameter_absent_isItsDefault(String id, String name, String value) {
    assertThat(get(id, "?" + name + "=" + value).body()).isEqualTo(get(id, "").body());
  }

  @ParameterizedTest
  @MethodSource("goodBodies")
  void field_atItsBounds_isTaken(String id, String name, String value) {
    Operation operation = OpenApi.operation(id);
    Target fresh = scene.target();
    ObjectNode body = (ObjectNode) Answer.read(scene.body(operation, fresh));
    body.set(name, Answer.read(value));
    Answer answer =
        server()
            .send(
                scene
                    .request(operation, fresh, "", body.toString())
                    .header("Authorization", "Bearer " + server().accessToken()));

    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
  }

  private static Answer get(String id, String query) {
    return server()
        .send(
            scene
                .request(OpenApi.operation(id), target, query, "")
                .header("Authorization", "Bearer " + server().accessToken()));
  }

  @Test
  void texts_asLongAsTheDocumentAllows_areReadAndContinued() {
    String name = "値".repeat(200);
    server().post(Samples.batch(in(name, "one"), in(name, "two")));
    String path =
        "/api/v1/issues?limit=1&environment="
            + encoded(name)
            + "&q="
            + encoded("-" + "値".repeat(999));

    Answer first = server().get(path);
    String cursor = first.json().path("nextCursor").asText();
    Answer second = server().get(path + "&cursor=" + cursor);

    assertThat(first.json().path("items")).hasSize(1);
    assertThat(second.json().path("items")).hasSize(1).isNotEqualTo(first.json().path("items"));
    String searched = encoded("値".repeat(1_000));
    assertThat(server().get(path + "&search=" + searched).status()).isEqualTo(200);
  }

  private static String in(String environment, String message) {
    return Samples.event(
        Samples.newId(), "\"environment\":\"" + environment + "\",\"message\":\"" + message + "\"");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static TestServer server() {
    return scene.server();
  }

  private static Stream<Arguments> badParameters() {
    List<Arguments> cases = new ArrayList<>();
    for (Operation operation : OpenApi.operations()) {
      String security = operation.part().node().path("security").toString();
      if (!security.startsWith("[{\"accessToken\"")) {
        continue;
      }
      cases.add(Arguments.of(operation.id(), "nonsense", "nonsense=1"));
      cases.add(Arguments.of(operation.id(), "Limit", "Limit=1"));
      operation
          .parameters("query")
          .forEach(
              (name, parameter) -> {
                for (String value : SchemaValues.badTexts(name, parameter.at("schema").node())) {
                  String query = name + "=" + encoded(value);
                  cases.add(Arguments.of(operation.id(), name, query));
                }
                cases.add(Arguments.of(operation.id(), name, name + "=1&" + name + "=1"));
              });
    }
    return cases.stream();
  }

  private static Stream<Arguments> goodParameters() {
    return parameters(SchemaValues::goodTexts);
  }

  private static Stream<Arguments> defaults() {
    return parameters(
        (name, schema) ->
            schema.has("default") ? List.of(schema.path("default").asText()) : List.of());
  }

  /** A case for each value of each parameter of each query. */
  private static Stream<Arguments> parameters(BiFunction<String, JsonNode, List<String>> values) {
    List<Arguments> cases = new ArrayList<>();
    for (Operation operation : OpenApi.operations()) {
      operation
          .parameters("query")
          .forEach(
              (name, parameter) -> {
                for (String value : values.apply(name, parameter.at("schema").node())) {
                  cases.add(Arguments.of(operation.id(), name, value));
                }
              });
    }
    return cases.stream();
  }

  private static Stream<Arguments> goodBodies() {
    List<Arguments> cases = new ArrayList<>();
    for (Operation operation : OpenApi.operations()) {
      // The first account is made once.
      boolean here = !operation.id().equals("sendEvents") && !operation.id().equals("setUp");
      JsonNode schema = OpenApi.target(operation.body().node());
      for (var property :
          here ? schema.path("properties").properties() : Set.<Map.Entry<String, JsonNode>>of()) {
        for (JsonNode value : SchemaValues.goodValues(property.getValue())) {
          cases.add(Arguments.of(operation.id(), property.getKey(), value.toString()));
        }
      }
    }
    return cases.stream();
  }

  private static Stream<Arguments> badBodies() {
    List<Arguments> cases = new ArrayList<>();
    for (Operation operation : OpenApi.operations()) {
      JsonNode schema = OpenApi.target(operation.body().node());
      if (schema.isMissingNode() || operation.id().equals("sendEvents")) {
        continue;
      }
      ObjectNode good = (ObjectNode) Answer.read(body(operation));
      for (var property : schema.path("properties").properties()) {
        for (JsonNode bad : SchemaValues.badValues(property.getValue())) {
          cases.add(with(operation, good, property.getKey(), bad));
        }
      }
      for (JsonNode required : schema.path("required")) {
        ObjectNode without = good.deepCopy();
        without.remove(required.asText());
        cases.add(Arguments.of(operation.id(), required.asText(), without.toString()));
      }
      if (schema.has("additionalProperties")) {
        cases.add(with(operation, good, "nonsense", Answer.read("1")));
      }
    }
    return cases.stream();
  }

  private static Arguments with(Operation operation, ObjectNode good, String name, JsonNode value) {
    ObjectNode body = good.deepCopy();
    body.set(name, value);
    return Arguments.of(operation.id(), name, body.toString());
  }

  private static String body(Operation operation) {
    String body = scene.body(operation, target);
    String code = empty.server().oneTimeCode().orElseThrow();
    return operation.id().equals("setUp") ? body.replace("\"0\"", "\"" + code + "\"") : body;
  }
}
