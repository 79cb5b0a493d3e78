// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI document of the server, put together: what {@code openapi.yaml} says, the schemas of
 * {@code event-batch.schema.json} among its own, and which server this is.
 */
final class ApiDocument {
  private static final String FOLDER = "/dev/tombo/server/";
  private static final String DEFINITION = "#/$defs/";
  private static final String SCHEMA = "#/components/schemas/";

  /** The document is ours; each route says again which credentials it takes. */
  private static final int MAX_ALIASES = 500;

  private ApiDocument() {}

  /**
   * Puts it together.
   *
   * @param version of the server
   * @param address that its clients call it by
   */
  static ObjectNode read(String version, String address) {
    ObjectNode document = yaml("openapi.yaml");
    document.withObject("/info").put("version", version);
    document.putArray("servers").addObject().put("url", address);
    ObjectNode batch = json("event-batch.schema.json");
    ObjectNode schemas = document.withObject("/components/schemas");
    for (var definition : batch.withObject("/$defs").properties()) {
      add(schemas, schemaName(definition.getKey()), definition.getValue());
    }
    batch.remove(List.of("$schema", "$id", "$defs"));
    add(schemas, "Batch", batch);
    return document;
  }

  private static void add(ObjectNode schemas, String name, JsonNode schema) {
    pointToSchemas(schema);
    if (schemas.putIfAbsent(name, schema) != null) {
      throw new IllegalStateException("two schemas are called " + name);
    }
  }

  /** Turns references to a definition into those to the schema that it becomes. */
  private static void pointToSchemas(JsonNode schema) {
    if (schema.path("$ref").isTextual()) {
      String reference = schema.path("$ref").textValue();
      String name = reference.substring(DEFINITION.length());
      ((ObjectNode) schema).set("$ref", new TextNode(SCHEMA + schemaName(name)));
    }
    schema.forEach(ApiDocument::pointToSchemas);
  }

  private static String schemaName(String definition) {
    return definition.substring(0, 1).toUpperCase(Locale.ROOT) + definition.substring(1);
  }

  private static ObjectNode yaml(String name) {
    try (InputStream in = open(name)) {
      LoadSettings settings =
          LoadSettings.builder().setLabel(name).setMaxAliasesForCollections(MAX_ALIASES).build();
      return JsonReplies.MAPPER.valueToTree(new Load(settings).loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode json(String name) {
    try (InputStream in = open(name)) {
      return (ObjectNode) JsonReplies.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(ApiDocument.class.getResourceAsStream(FOLDER + name), name);
  }
}
