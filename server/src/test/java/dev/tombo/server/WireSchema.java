// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The published schema of a batch, and a batch that has every field of it. */
final class WireSchema {
  /** Stands in a path for the elements of a list, or for the values of a map of free keys. */
  static final String EACH = "*";

  private static final JsonNode SCHEMA = resource("event-batch.schema.json");

  private WireSchema() {}

  static JsonNode schema() {
    return SCHEMA;
  }

  /** A batch with a value in each field. */
  static JsonNode completeBatch() {
    return resource("complete-batch.json");
  }

  /** What of a document is against the schema. */
  static List<String> violations(JsonNode batch) {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(SCHEMA);
    return schema.validate(batch).stream().map(Object::toString).toList();
  }

  /** The path of each field, containers before what they contain. */
  static List<List<String>> fields() {
    List<List<String>> fields = new ArrayList<>();
    walk(SCHEMA, List.of(), fields);
    return fields;
  }

  /** The value at a path, of the first element of each list; a missing node if there is none. */
  static JsonNode first(JsonNode node, List<String> path) {
    JsonNode found = node;
    for (String name : path) {
      found = name.equals(EACH) && !found.isEmpty() ? found.iterator().next() : found.path(name);
    }
    return found;
  }

  private static void walk(JsonNode schema, List<String> path, List<List<String>> fields) {
    JsonNode target = resolve(schema);
    target
        .path("properties")
        .properties()
        .forEach(property -> add(property.getValue(), path, property.getKey(), fields));
    if (target.has("items")) {
      add(target.path("items"), path, EACH, fields);
    }
    if (target.path("additionalProperties").isObject()) {
      add(target.path("additionalProperties"), path, EACH, fields);
    }
  }

  private static void add(
      JsonNode schema, List<String> parent, String name, List<List<String>> fields) {
    List<String> path = new ArrayList<>(parent);
    path.add(name);
    fields.add(path);
    boolean again = path.indexOf("event") >= 0;
    if (!again) {
      walk(schema, path, fields);
    }
  }

  private static JsonNode resolve(JsonNode schema) {
    JsonNode reference =
        schema.has("$ref") ? schema.path("$ref") : schema.path("anyOf").path(0).path("$ref");
    return reference.isMissingNode()
        ? schema
        : resolve(SCHEMA.at(reference.textValue().substring(1)));
  }

  private static JsonNode resource(String name) {
    try (InputStream in = WireSchema.class.getResourceAsStream(name)) {
      return Answer.MAPPER.readTree(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
