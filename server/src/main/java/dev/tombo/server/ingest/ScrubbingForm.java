// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.store.GroupingStore.StoredRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules of scrubbing as a JSON object, in the API and in the store. */
public final class ScrubbingForm {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int MOST = 100;
  private static final int SHORTEST_KEY = 3;
  private static final Set<String> FIELDS = Set.of("builtIn", "keys", "patterns", "allowed");

  private ScrubbingForm() {}

  /** Rules as they were stored. */
  static ScrubbingRules read(StoredRules stored) {
    try {
      return read(MAPPER.readTree(stored.rules().text())).numbered(stored.version());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rules are stored that are no JSON", e);
    }
  }

  /**
   * Rules of an object; what it does not say is as in a project without rules.
   *
   * @throws IllegalArgumentException saying what of it is wrong
   */
  public static ScrubbingRules read(JsonNode object) {
    if (!object.isObject()) {
      throw new IllegalArgumentException("not an object");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!FIELDS.contains(name)) {
                throw wrong(name, "unknown field");
              }
            });
    JsonNode builtIn = object.path("builtIn");
    if (!builtIn.isMissingNode() && !builtIn.isBoolean()) {
      throw wrong("builtIn", "not true or false");
    }
    List<String> patterns = texts(object, "patterns", ValuePattern.LONGEST);
    for (int i = 0; i < patterns.size(); i++) {
      checkPattern(patterns.get(i), "patterns[" + i + "]");
    }
    return new ScrubbingRules(
        0, builtIn.asBoolean(true), keys(object, "keys"), patterns, keys(object, "allowed"));
  }

  /** The object of rules. */
  public static Json write(ScrubbingRules rules) {
    ObjectNode object = MAPPER.createObjectNode();
    object.put("builtIn", rules.builtIn());
    rules.keys().forEach(object.putArray("keys")::add);
    rules.patterns().forEach(object.putArray("patterns")::add);
    rules.allowed().forEach(object.putArray("allowed")::add);
    return new Json(object.toString());
  }

  private static void checkPattern(String pattern, String at) {
    try {
      var unused = ValuePattern.of(pattern);
    } catch (IllegalArgumentException e) {
      throw wrong(at, String.valueOf(e.getMessage()));
    }
  }

  /** Names of keys, which are compared without punctuation and in any case. */
  private static List<String> keys(JsonNode object, String name) {
    List<String> keys = texts(object, name, SecretKeys.MAX);
    for (int i = 0; i < keys.size(); i++) {
      if (SecretKeys.plain(keys.get(i)).length() < SHORTEST_KEY) {
        throw wrong(name + "[" + i + "]", "fewer than " + SHORTEST_KEY + " letters and digits");
      }
    }
    return keys;
  }

  private static List<String> texts(JsonNode object, String name, int longest) {
    JsonNode list = object.path(name);
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST) {
      throw wrong(name, "not a list of " + MOST + " texts at most");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : list) {
      String text = one.isTextual() ? one.textValue() : "";
      if (text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0) {
        throw wrong(
            name + "[" + texts.size() + "]", "not a text of 1 to " + longest + " characters");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  private static IllegalArgumentException wrong(String at, String problem) {
    return new IllegalArgumentException(at + ": " + problem);
  }
}
