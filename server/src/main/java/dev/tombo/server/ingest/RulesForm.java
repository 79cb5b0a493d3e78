// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.GroupingRules.Rule;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.GroupingStore.StoredRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules as a JSON object, in the API and in the store. */
public final class RulesForm {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST = 100;
  private static final int LONGEST = 200;
  private static final Set<String> FIELDS = Set.of("inApp", "ignore", "rules", "messageCounts");
  private static final Set<String> OF_RULE = Set.of("match", "fingerprint", "title");
  private static final Set<String> MATCHED =
      Set.of("type", "message", "logger", "module", "release");

  private RulesForm() {}

  /** Rules as they were stored. */
  static GroupingRules read(StoredRules stored) {
    try {
      return read(MAPPER.readTree(stored.rules().text())).numbered(stored.version());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules are stored that are no JSON", e);
    }
  }

  /**
   * Rules of an object.
   *
   * @throws IllegalArgumentException saying what of it is wrong
   */
  public static GroupingRules read(JsonNode object) {
    requireFields(object, FIELDS, "");
    List<Rule> rules = new ArrayList<>();
    JsonNode list = object.path("rules");
    if (!list.isMissingNode() && (!list.isArray() || list.size() > MOST)) {
      throw wrong("rules", "not a list of " + MOST + " at most");
    }
    for (int i = 0; i < list.size(); i++) {
      rules.add(rule(list.get(i), "rules[" + i + "]."));
    }
    JsonNode counts = object.path("messageCounts");
    if (!counts.isMissingNode() && !counts.isBoolean()) {
      throw wrong("messageCounts", "not true or false");
    }
    return new GroupingRules(
        0,
        texts(object, "inApp", ""),
        texts(object, "ignore", ""),
        List.copyOf(rules),
        counts.asBoolean());
  }

  /** The object of rules. */
  public static Json write(GroupingRules rules) {
    ObjectNode object = MAPPER.createObjectNode();
    rules.inApp().forEach(object.putArray("inApp")::add);
    rules.ignore().forEach(object.putArray("ignore")::add);
    ArrayNode list = object.putArray("rules");
    for (Rule rule : rules.rules()) {
      ObjectNode one = list.addObject();
      ObjectNode match = one.putObject("match");
      rule.match().forEach(match::put);
      rule.fingerprint().forEach(one.putArray("fingerprint")::add);
      one.put("title", rule.title());
    }
    object.put("messageCounts", rules.messageCounts());
    return new Json(object.toString());
  }

  private static Rule rule(JsonNode object, String at) {
    requireFields(object, OF_RULE, at);
    Map<String, String> match = new LinkedHashMap<>();
    JsonNode patterns = object.path("match");
    if (!patterns.isObject() || patterns.isEmpty()) {
      throw wrong(at + "match", "names no field");
    }
    patterns
        .properties()
        .forEach(
            one -> {
              String field = one.getKey();
              boolean tag = field.startsWith("tags.") && field.length() > "tags.".length();
              if (!MATCHED.contains(field) && !tag) {
                throw wrong(at + "match." + field, "not " + MATCHED + " or tags.<key>");
              }
              match.put(field, text(one.getValue(), at + "match." + field));
            });
    List<String> fingerprint = texts(object, "fingerprint", at);
    JsonNode title = object.path("title");
    boolean titled = !title.isMissingNode() && !title.isNull();
    if (fingerprint.isEmpty() && !titled) {
      throw wrong(at + "fingerprint", "neither it nor a title is there");
    }
    return new Rule(match, fingerprint, titled ? text(title, at + "title") : null);
  }

  private static void requireFields(JsonNode object, Set<String> known, String at) {
    if (!object.isObject()) {
      throw wrong(at.isEmpty() ? "" : at.substring(0, at.length() - 1), "not an object");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw wrong(at + name, "unknown field");
              }
            });
  }

  private static List<String> texts(JsonNode object, String name, String at) {
    JsonNode list = object.path(name);
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST) {
      throw wrong(at + name, "not a list of " + MOST + " texts at most");
    }
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(text(one, at + name)));
    return List.copyOf(texts);
  }

  private static String text(JsonNode node, String at) {
    String text = node.isTextual() ? node.textValue() : "";
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
      throw wrong(at, "not a text of 1 to " + LONGEST + " characters");
    }
    return text;
  }

  private static IllegalArgumentException wrong(String at, String problem) {
    return new IllegalArgumentException(at.isEmpty() ? problem : at + ": " + problem);
  }
}
