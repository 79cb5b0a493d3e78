// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.tombo.server.http.Inside;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The server's OpenAPI document, and what is valid by it. Thread-safe. */
final class OpenApi {
  static final JsonNode DOCUMENT = Inside.document("1", "http://127.0.0.1");

  private static final String URI = "urn:tombo:openapi";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          factory ->
              factory.schemaLoaders(loaders -> loaders.schemas(Map.of(URI, DOCUMENT.toString()))));
  private static final SchemaValidatorsConfig STRICT =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();
  private static final List<Operation> OPERATIONS = readOperations();

  private OpenApi() {}

  /**
   * A place in the document.
   *
   * @param pointer to it (RFC 6901)
   * @param node what stands there
   */
  record Part(String pointer, JsonNode node) {
    /** What it has under a name, wherever that is described; a missing node if it has none. */
    Part at(String name) {
      String escaped = name.replace("~", "~0").replace("/", "~1");
      Part part = new Part(pointer + "/" + escaped, node.path(name));
      return part.node.path("$ref").isTextual() && !part.isSchema()
          ? part(part.node.path("$ref").textValue().substring(1))
          : part;
    }

    /** Its parts, by name or in order. */
    List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      if (node.isArray()) {
        for (int i = 0; i < node.size(); i++) {
          Part part = new Part(pointer + "/" + i, node.path(i));
          JsonNode reference = part.node.path("$ref");
          parts.add(reference.isTextual() ? part(reference.textValue().substring(1)) : part);
        }
      } else {
        node.fieldNames().forEachRemaining(name -> parts.add(at(name)));
      }
      return parts;
    }

    /** What of a value is against this schema. */
    List<String> violations(JsonNode value) {
      JsonSchema schema =
          SCHEMAS.computeIfAbsent(
              pointer, place -> FACTORY.getSchema(SchemaLocation.of(URI + "#" + place), STRICT));
      return schema.validate(value).stream().map(Object::toString).toList();
    }

    private boolean isSchema() {
      return pointer.endsWith("/schema") || pointer.contains("/schemas/");
    }
  }

  /** A method of a path. */
  record Operation(String method, String path, Part part) {
    String name() {
      return method + " " + path;
    }

    String id() {
      return part.node.path("operationId").asText();
    }

    /** Its parameters in a place, such as the query, by name. */
    Map<String, Part> parameters(String in) {
      Map<String, Part> parameters = new TreeMap<>();
      String pathItem = part.pointer.substring(0, part.pointer.lastIndexOf('/'));
      for (Part owner : List.of(OpenApi.part(pathItem), part)) {
        for (Part parameter : owner.at("parameters").parts()) {
          if (parameter.node.path("in").asText().equals(in)) {
            parameters.put(parameter.node.path("name").asText(), parameter);
          }
        }
      }
      return parameters;
    }

    /** The answer of a status; a missing node if it has none. */
    Part response(int status) {
      return part.at("responses").at(Integer.toString(status));
    }

    Set<Integer> statuses() {
      Set<Integer> statuses = new TreeSet<>();
      part.node
          .path("responses")
          .fieldNames()
          .forEachRemaining(s -> statuses.add(Integer.valueOf(s)));
      return statuses;
    }

    /** The schema of its JSON body; a missing node if it takes none. */
    Part body() {
      return part.at("requestBody").at("content").at(TestServer.JSON).at("schema");
    }

    /** Whether a path is one of it. */
    boolean matches(String rawPath) {
      return rawPath.matches(path.replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\."));
    }
  }

  static Part part(String pointer) {
    return new Part(pointer, DOCUMENT.at(pointer));
  }

  /** What a schema is that only refers to another. */
  static JsonNode target(JsonNode schema) {
    return schema.path("$ref").isTextual()
        ? target(DOCUMENT.at(schema.path("$ref").textValue().substring(1)))
        : schema;
  }

  static List<Operation> operations() {
    return OPERATIONS;
  }

  /** The operation of an id. */
  static Operation operation(String id) {
    return OPERATIONS.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  /** The operations of a path: those of the pattern that says most of it. */
  static List<Operation> at(String rawPath) {
    Optional<String> best =
        OPERATIONS.stream()
            .filter(one -> one.matches(rawPath))
            .map(Operation::path)
            .min((a, b) -> Long.compare(braces(a), braces(b)));
    return OPERATIONS.stream().filter(one -> best.filter(one.path()::equals).isPresent()).toList();
  }

  private static long braces(String path) {
    return path.chars().filter(sign -> sign == '{').count();
  }

  private static List<Operation> readOperations() {
    List<Operation> operations = new ArrayList<>();
    Part paths = part("/paths");
    paths
        .node()
        .fieldNames()
        .forEachRemaining(
            path -> {
              Part item = paths.at(path);
              item.node()
                  .fieldNames()
                  .forEachRemaining(
                      name -> {
                        if (METHODS.contains(name)) {
                          String method = name.toUpperCase(Locale.ROOT);
                          operations.add(new Operation(method, path, item.at(name)));
                        }
                      });
            });
    return List.copyOf(operations);
  }
}
