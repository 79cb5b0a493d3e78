// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes values that a schema allows, and that it does not. */
final class SchemaValues {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SchemaValues() {}

  /** Texts that are no value of a query's parameter. */
  static List<String> badTexts(String name, JsonNode schema) {
    JsonNode target = OpenApi.target(schema);
    List<String> bad = new ArrayList<>(offEnum(target));
    bad.add("\0");
    if (target.path("type").asText().equals("integer")) {
      bad.addAll(List.of("ten", "1e1", "1.5", " 1", "99999999999999999999"));
      bad.add(Long.toString(target.path("minimum").longValue() - 1));
      bad.add(Long.toString(target.path("maximum").longValue() + 1));
    }
    if (target.has("maxLength")) {
      bad.add("x".repeat(target.path("maxLength").intValue() + 1));
    }
    if (target.has("pattern")) {
      bad.addAll(List.of("x", "0", "-1", "+1", "1 ", "1x"));
    }
    if (target.path("format").asText().equals("date-time")) {
      bad.addAll(
          List.of("yesterday", "2026-11-23", "2026-13-01T00:00:00Z", "1960-01-01T00:00:00Z"));
    }
    if (name.equals("cursor")) {
      bad.addAll(List.of("garbage", "!", "e30"));
    }
    return bad;
  }

  /** Values that a body's field must not have. */
  static List<JsonNode> badValues(JsonNode schema) {
    JsonNode target = OpenApi.target(schema);
    String types = target.path("type").toString();
    List<JsonNode> bad = new ArrayList<>();
    bad.add(JSON.objectNode().put("a", 1));
    bad.add(JSON.booleanNode(true));
    bad.add(JSON.numberNode(1.5));
    if (!types.contains("null")) {
      bad.add(NullNode.getInstance());
    }
    offEnum(target).forEach(text -> bad.add(new TextNode(text)));
    if (types.contains("array")) {
      addLists(target, bad);
    } else {
      bad.add(JSON.arrayNode().add("x"));
    }
    if (types.contains("integer")) {
      bad.add(new TextNode("1"));
      bad.add(JSON.numberNode(target.path("minimum").longValue() - 1));
      bad.add(JSON.numberNode(target.path("maximum").longValue() + 1));
    } else {
      bad.add(JSON.numberNode(7));
    }
    if (target.has("minLength")) {
      bad.add(new TextNode("x".repeat(target.path("minLength").intValue() - 1)));
    }
    if (target.path("format").asText().equals("date-time")) {
      bad.add(new TextNode("tomorrow"));
    }
    return bad;
  }

  /** Texts that are at the bounds of a query's parameter; none where it has no bounds. */
  static List<String> goodTexts(String name, JsonNode schema) {
    JsonNode target = OpenApi.target(schema);
    List<String> good = new ArrayList<>();
    goodValues(target).forEach(value -> good.add(value.asText()));
    if (target.has("maxLength") && !name.equals("cursor")) {
      good.add("x".repeat(target.path("maxLength").intValue()));
    }
    return good;
  }

  /** Values that are at the bounds of a field; none where it has no bounds. */
  static List<JsonNode> goodValues(JsonNode schema) {
    JsonNode target = OpenApi.target(schema);
    List<JsonNode> good = new ArrayList<>();
    target.path("enum").forEach(good::add);
    Stream.of("minimum", "maximum")
        .filter(target::has)
        .forEach(name -> good.add(target.path(name)));
    if (target.path("type").toString().contains("null")) {
      good.add(NullNode.getInstance());
    }
    if (target.has("items")) {
      goodValues(target.path("items")).forEach(one -> good.add(JSON.arrayNode().add(one)));
    }
    return good;
  }

  private static void addLists(JsonNode target, List<JsonNode> bad) {
    bad.add(new TextNode("x"));
    bad.add(JSON.arrayNode());
    bad.add(JSON.arrayNode().add(7));
    for (String text : offEnum(OpenApi.target(target.path("items")))) {
      bad.add(JSON.arrayNode().add(text));
    }
    if (target.has("maxItems")) {
      ArrayNode many = JSON.arrayNode();
      for (int i = 0; i <= target.path("maxItems").intValue(); i++) {
        many.add("1-1");
      }
      bad.add(many);
    }
  }

  private static List<String> offEnum(JsonNode target) {
    if (!target.has("enum")) {
      return List.of();
    }
    String first = target.at("/enum/0").asText();
    return List.of("nonsense", first.toUpperCase(Locale.ROOT), first + "x", first + " ");
  }
}
