// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Puts a value of each kind into each field of the schema: nothing of it costs an event, and what
 * was not kept is noted.
 */
class WrongKindsTest {
  /** One value of each kind, none of which is an id, a time, a level or a relation. */
  private static final List<JsonNode> KINDS =
      List.of(
          Answer.read("null"),
          Answer.read("7"),
          Answer.read("-7"),
          Answer.read("12345678901234567890123"),
          Answer.read("1.10"),
          Answer.read("1e400"),
          Answer.read("true"),
          Answer.read("\"neither\""),
          Answer.read("\"\""),
          Answer.read("[]"),
          Answer.read("[\"a\", 1, null, {}]"),
          Answer.read("[[[[1]]]]"),
          Answer.read("{}"),
          Answer.read("{\"a\": {\"b\": [true]}}"));

  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  static List<List<String>> eventFields() {
    return fields("events");
  }

  static List<List<String>> repeatFields() {
    return fields("repeats");
  }

  /** All others: of the batch itself and of what was given up. */
  static List<List<String>> batchFields() {
    return WireSchema.fields().stream()
        .filter(path -> path.size() == 1 || path.getFirst().equals("discarded"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("eventFields")
  void post_wrongKindInEvent_isKeptAndNoted(List<String> field) {
    Map<String, JsonNode> sent = new LinkedHashMap<>();
    ArrayNode events = Answer.MAPPER.createArrayNode();
    for (JsonNode kind : KINDS) {
      ObjectNode event = event();
      replace(event, field, kind);
      events.add(event);
      sent.put(event.path("id").asText(), kind);
    }
    Answer answer = server.post("{\"events\":" + events + "}");

    if (field.equals(List.of("id"))) {
      assertRejected(answer, "invalid_id", KINDS.size() - 1);
      return;
    }
    assertThat(answer.receipt()).isEqualTo(KINDS.size() + " accepted, 0 duplicates");
    sent.forEach((id, kind) -> assertKeptOrNoted(server.event(id).json(), field, kind));
  }

  @ParameterizedTest
  @MethodSource("repeatFields")
  void post_wrongKindInRepeat_isAnswered(List<String> field) {
    ArrayNode repeats = Answer.MAPPER.createArrayNode();
    for (JsonNode kind : KINDS) {
      ObjectNode repeat = repeat();
      replace(repeat, field, kind);
      repeats.add(repeat);
    }
    Answer answer = server.post("{\"repeats\":" + repeats + "}");

    switch (String.join(".", field)) {
      case "id" -> assertRejected(answer, "invalid_id", KINDS.size() - 1);
      case "of" -> assertRejected(answer, "invalid_id", KINDS.size());
      case "count" -> assertRejected(answer, "malformed", KINDS.size() - 2);
      case "event", "event.id" -> assertThat(answer.status()).isEqualTo(200);
      default -> assertThat(answer.receipt()).isEqualTo(KINDS.size() + " accepted, 0 duplicates");
    }
  }

  @ParameterizedTest
  @MethodSource("batchFields")
  void post_wrongKindInBatch_isAnswered(List<String> field) {
    for (JsonNode kind : KINDS) {
      ObjectNode batch = Answer.MAPPER.createObjectNode();
      batch.putArray("events").add(event());
      batch.putArray("discarded").addObject().put("reason", "queue_full").put("count", 3);
      replace(batch, field, kind);

      Answer answer = server.post(batch.toString());

      boolean list = List.of("events", "repeats", "discarded").contains(field.getLast());
      if (list && !kind.isArray() && !kind.isNull()) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith(field.getLast());
      } else if (field.getFirst().equals("events")) {
        assertThat(answer.json().path("rejected")).hasSize(kind.size());
      } else if (field.getFirst().equals("repeats")) {
        assertThat(answer.json().path("accepted").intValue()).isEqualTo(1);
      } else {
        assertThat(answer.receipt()).isEqualTo("1 accepted, 0 duplicates");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("batchHeads")
  void post_itemOfWrongKind_isRejectedAlone(String list) {
    ObjectNode batch = Answer.MAPPER.createObjectNode();
    batch.putArray("events").add(event());
    ArrayNode items = list.equals("events") ? (ArrayNode) batch.path(list) : batch.putArray(list);
    items.addAll(KINDS);

    Answer answer = server.post(batch.toString());

    assertThat(answer.json().path("accepted").intValue()).isEqualTo(1);
    assertThat(answer.json().path("rejected")).hasSize(list.equals("discarded") ? 0 : KINDS.size());
  }

  static List<String> batchHeads() {
    return List.of("events", "repeats", "discarded");
  }

  private static void assertRejected(Answer answer, String reason, int count) {
    assertThat(answer.json().path("rejected"))
        .hasSize(count)
        .allSatisfy(one -> assertThat(one.path("reason").asText()).isEqualTo(reason));
    assertThat(answer.json().path("accepted").intValue()).isEqualTo(KINDS.size() - count);
  }

  private static void assertKeptOrNoted(JsonNode event, List<String> field, JsonNode sent) {
    JsonNode kept = WireSchema.first(event, field);
    boolean same = kept.equals(sent) || (empty(kept) && empty(sent)) || completed(kept, sent);
    if (!same && !sent.isNull()) {
      String name = named(field);
      assertThat(event.path("notes"))
          .as("%s: sent %s, kept %s", field, sent, kept)
          .anySatisfy(note -> assertThat(note.asText()).containsPattern("(^|\\W)" + name + "\\W"));
    }
  }

  /** What a note calls a field: its own name, or that of the list or map that it is in. */
  private static String named(List<String> field) {
    return field.stream()
        .filter(name -> !name.equals(WireSchema.EACH))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Whether an object has all that was sent, and what goes without saying. */
  private static boolean completed(JsonNode kept, JsonNode sent) {
    return kept.isObject() && sent.isObject() && kept.properties().containsAll(sent.properties());
  }

  private static boolean empty(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.asText().isEmpty());
  }

  /** Puts a value where the first one stands that is not null. */
  private static void replace(JsonNode root, List<String> path, JsonNode value) {
    JsonNode parent = WireSchema.first(root, path.subList(0, path.size() - 1));
    String last = path.getLast();
    if (parent instanceof ArrayNode list) {
      list.set(0, value);
    } else if (last.equals(WireSchema.EACH)) {
      ((ObjectNode) parent).set(parent.fieldNames().next(), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }

  private static ObjectNode event() {
    ObjectNode event = (ObjectNode) WireSchema.completeBatch().at("/events/0");
    event.put("id", Samples.newId());
    event.put("occurredAt", Instant.now().toString());
    event.putArray("notes").add("kept");
    return event;
  }

  private static ObjectNode repeat() {
    ObjectNode repeat = (ObjectNode) WireSchema.completeBatch().at("/repeats/0");
    repeat.put("id", Samples.newId());
    repeat.put("of", Samples.newId());
    repeat.put("firstAt", Instant.now().toString());
    repeat.put("lastAt", Instant.now().toString());
    repeat.set("event", event());
    return repeat;
  }

  private static List<List<String>> fields(String list) {
    List<List<String>> fields = new ArrayList<>();
    for (List<String> path : WireSchema.fields()) {
      if (path.size() > 2 && path.getFirst().equals(list)) {
        fields.add(path.subList(2, path.size()));
      }
    }
    return fields;
  }
}
