// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombo.server.OpenApi.Operation;
import dev.tombo.server.OpenApi.Part;
import dev.tombo.server.http.Inside;
import dev.tombo.server.model.PublicUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the OpenAPI document to the server's routes, and to itself. */
class OpenApiTest {
  private static final String ADDRESS = "https://errors.example.com/base";

  @TempDir private static Path data;
  private static TestServer server;
  private static Map<String, Inside.Known> routes = Map.of();

  @BeforeAll
  static void start() {
    server = TestServer.start(data, config -> config.publicUrl(PublicUrl.parse(ADDRESS)));
    routes =
        Inside.routes(server.server().http()).stream()
            .collect(Collectors.toMap(Inside.Known::name, route -> route));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void served_withoutCredential_isTheDocumentOfThisServer() {
    Answer answer = server.send(server.request("/api/v1/openapi.json"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(Inside.document(Version.text(), ADDRESS));
    assertThat(answer.json().path("openapi").asText()).startsWith("3.1.");
    assertThat(answer.json().at("/servers/0/url").asText()).isEqualTo(ADDRESS);
    assertThat(answer.json().at("/info/version").asText()).isEqualTo(Version.text());
    assertThat(server.send(server.request("/api/v1/openapi.json")).body()).isEqualTo(answer.body());
  }

  @Test
  void operations_andRoutes_areTheSame() {
    assertThat(OpenApi.operations())
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(routes.keySet());
  }

  @Test
  void queryParameters_ofOperationAndRoute_areTheSame() {
    Map<String, Set<String>> documented = new TreeMap<>();
    Map<String, Set<String>> known = new TreeMap<>();
    for (Operation operation : OpenApi.operations()) {
      documented.put(operation.name(), operation.parameters("query").keySet());
    }
    routes.forEach((name, route) -> known.put(name, route.parameters()));

    assertThat(documented).isEqualTo(known);
  }

  @Test
  void pathParameters_ofOperation_areThoseOfItsPath() {
    for (Operation operation : OpenApi.operations()) {
      assertThat(operation.parameters("path").keySet())
          .as(operation.name())
          .containsExactlyInAnyOrderElementsOf(
              List.of(operation.path().split("/")).stream()
                  .filter(segment -> segment.startsWith("{"))
                  .map(segment -> segment.substring(1, segment.length() - 1))
                  .toList());
    }
  }

  @Test
  void security_ofOperationAndRoute_areTheSame() {
    Map<String, String> documented = new TreeMap<>();
    Map<String, String> known = new TreeMap<>();
    for (Operation operation : OpenApi.operations()) {
      documented.put(operation.name(), needs(operation.part().node().path("security")));
    }
    routes.forEach((name, route) -> known.put(name, route.needs()));

    assertThat(documented).isEqualTo(known);
  }

  @Test
  void problemTypes_ofDocumentAndServer_areTheSame() {
    List<String> documented = new ArrayList<>();
    OpenApi.DOCUMENT
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(type -> documented.add(type.asText()));

    assertThat(documented).containsExactlyInAnyOrderElementsOf(Inside.problemTypes());
  }

  @Test
  void batchSchema_inTheDocument_isTheOneOfItself() {
    ObjectNode schemas = (ObjectNode) OpenApi.DOCUMENT.at("/components/schemas");
    ObjectNode batch = schemas.path("Batch").deepCopy();
    ObjectNode definitions = batch.putObject("$defs");
    for (String name :
        WireSchema.schema().path("$defs").properties().stream().map(Map.Entry::getKey).toList()) {
      String schema = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
      definitions.set(name, schemas.path(schema).deepCopy());
    }
    eachObject(
        batch,
        object -> {
          if (object.path("$ref").isTextual()) {
            String schema = object.path("$ref").textValue().replace("#/components/schemas/", "");
            String lower = schema.substring(0, 1).toLowerCase(Locale.ROOT) + schema.substring(1);
            object.put("$ref", "#/$defs/" + lower);
          }
        });
    batch.set("$schema", WireSchema.schema().path("$schema"));
    batch.set("$id", WireSchema.schema().path("$id"));

    assertThat((JsonNode) batch).isEqualTo(WireSchema.schema());
  }

  @Test
  void references_lead_toEachComponentAndNowhereElse() {
    Set<String> targets = new TreeSet<>();
    eachObject(
        OpenApi.DOCUMENT.deepCopy(),
        object -> {
          if (object.path("$ref").isTextual()) {
            targets.add(object.path("$ref").textValue());
          }
        });
    Set<String> components = new TreeSet<>();
    for (String kind : List.of("parameters", "headers", "responses", "schemas")) {
      OpenApi.DOCUMENT
          .at("/components/" + kind)
          .fieldNames()
          .forEachRemaining(name -> components.add("#/components/" + kind + "/" + name));
    }

    assertThat(targets)
        .allMatch(target -> !OpenApi.DOCUMENT.at(target.substring(1)).isMissingNode());
    components.removeAll(targets);
    assertThat(components).containsExactly("#/components/schemas/Line");
  }

  @Test
  void examples_ofTheDocument_areValid() {
    List<String> wrong = new ArrayList<>();
    for (Operation operation : OpenApi.operations()) {
      operation.parameters("path").values().forEach(one -> checkExample(one, wrong));
      operation.parameters("query").values().forEach(one -> checkExample(one, wrong));
      operation.parameters("header").values().forEach(one -> checkExample(one, wrong));
      List<Part> holders = new ArrayList<>(operation.part().at("responses").parts());
      holders.add(operation.part().at("requestBody"));
      for (Part holder : holders) {
        holder.at("content").parts().forEach(one -> checkExample(one, wrong));
        holder.at("headers").parts().forEach(one -> checkExample(one, wrong));
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void exampleOfLines_isOfLines() {
    Part content = OpenApi.operation("sendEvents").part().at("requestBody").at("content");
    String lines = content.at(TestServer.NDJSON).node().path("example").textValue();

    assertThat(lines.lines())
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(OpenApi.part("/components/schemas/Line").violations(Answer.read(line)))
                    .isEmpty());
  }

  @Test
  void operations_allOfThem_areDescribed() {
    List<String> tags = new ArrayList<>();
    OpenApi.DOCUMENT.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    for (Operation operation : OpenApi.operations()) {
      JsonNode node = operation.part().node();
      assertThat(node.path("summary").asText()).as(operation.name()).endsWith(".");
      assertThat(node.path("tags")).as(operation.name()).hasSize(1);
      assertThat(tags).contains(node.at("/tags/0").asText());
      operation
          .parameters("query")
          .forEach(
              (name, one) ->
                  assertThat(one.node().path("description").asText().strip())
                      .as(name)
                      .endsWith("."));
    }
    assertThat(OpenApi.operations())
        .extracting(Operation::id)
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void replies_ofOurOwn_haveNoOtherFields() {
    Set<String> open = new TreeSet<>();
    for (Operation operation : OpenApi.operations()) {
      for (Part response : operation.part().at("responses").parts()) {
        Part schema = response.at("content").at(TestServer.JSON).at("schema");
        if (schema.node().isObject()) {
          addOpen(schema.node(), operation.id(), open);
        }
      }
    }

    assertThat(open)
        .as("an event holds whatever was sent with it")
        .containsExactly("#/components/schemas/StoredEvent");
  }

  /** Collects what may hold more properties than it names, within a schema called so. */
  private static void addOpen(JsonNode schema, String name, Set<String> open) {
    JsonNode target = OpenApi.target(schema);
    boolean closed =
        Stream.of(schema, target)
            .flatMap(
                one ->
                    Stream.of(one.path("additionalProperties"), one.path("unevaluatedProperties")))
            .anyMatch(one -> one.isBoolean() && !one.booleanValue());
    if (target.has("properties") && !closed) {
      open.add(schema.path("$ref").asText(name));
    }
    if (!target.equals(OpenApi.DOCUMENT.at("/components/schemas/StoredEvent"))) {
      addOpenWithin(target, name, open);
    }
  }

  private static void addOpenWithin(JsonNode schema, String name, Set<String> open) {
    for (var property : schema.path("properties").properties()) {
      addOpen(property.getValue(), name + "." + property.getKey(), open);
    }
    schema.path("anyOf").forEach(choice -> addOpen(choice, name, open));
    schema.path("allOf").forEach(part -> addOpenWithin(OpenApi.target(part), name, open));
    if (schema.has("items")) {
      addOpen(schema.path("items"), name + "[]", open);
    }
  }

  private static void checkExample(Part part, List<String> wrong) {
    JsonNode example = part.node().path("example");
    if (example.isMissingNode()) {
      boolean free = part.pointer().contains("openapi.json") || part.pointer().endsWith("/Cursor");
      if (!free) {
        wrong.add(part.pointer() + ": no example");
      }
      return;
    }
    for (String violation : part.at("schema").violations(example)) {
      wrong.add(part.pointer() + ": " + violation);
    }
  }

  /** The credential that a list of security requirements amounts to. */
  private static String needs(JsonNode security) {
    return switch (security.toString()) {
      case "[]", "[{\"refreshCookie\":[]}]", "[{\"refreshCookie\":[]},{\"accessToken\":[]}]" ->
          "NOTHING";
      case "[{\"apiToken\":[]}]" -> "API_TOKEN";
      case "[{\"accessToken\":[]}]" -> "ACCESS_TOKEN";
      case "[{\"accessToken\":[]},{\"personalToken\":[\"read\"]}]" -> "READ";
      case "[{\"accessToken\":[]},{\"personalToken\":[\"triage\"]}]" -> "TRIAGE";
      case "[{\"accessToken\":[]},{\"personalToken\":[\"admin\"]}]" -> "ADMIN";
      default -> "no credential of any route: " + security;
    };
  }

  private static void eachObject(JsonNode node, Consumer<ObjectNode> work) {
    if (node instanceof ObjectNode object) {
      work.accept(object);
    }
    node.forEach(child -> eachObject(child, work));
  }
}
