// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.EventEncoder;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the schema, the decoder, the encoder and the SDK's golden files to one wire format. */
class WireFormatTest {
  private static final Path GOLDEN = Path.of("..", "sdk", "src", "test", "golden");

  private final NativeDecoder decoder = new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));

  @Test
  void schema_completeBatch_isValid() {
    assertThat(WireSchema.violations(WireSchema.completeBatch())).isEmpty();
  }

  @Test
  void schema_wrongBatch_isInvalid() {
    assertThat(WireSchema.violations(Answer.read("{\"events\":[{\"id\":\"x\",\"message\":7}]}")))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(WireSchema.violations(Answer.read("{\"events\":[{\"logger\":\"a\"}]}")))
        .isNotEmpty();
  }

  @Test
  void schema_everyField_isDescribed() {
    assertThat(WireSchema.schema().findParents("type"))
        .filteredOn(node -> node.path("type").isTextual() || node.path("type").isArray())
        .allSatisfy(node -> assertThat(node.has("description") || isNull(node)).isTrue());
  }

  @Test
  void completeBatch_everyField_hasValue() {
    JsonNode batch = WireSchema.completeBatch();
    assertThat(WireSchema.fields())
        .hasSizeGreaterThan(80)
        .allSatisfy(
            field ->
                assertThat(WireSchema.first(batch, field).isMissingNode())
                    .as("%s", field)
                    .isFalse());
  }

  @Test
  void decode_completeBatch_knowsEveryField() {
    JsonNode batch = WireSchema.completeBatch();
    Batch decoded = decoder.json(bytes(batch));
    Event event = ((EventPart) decoded.parts().getFirst()).event();

    assertThat(event.notes()).containsExactly("message: cut to 15 characters");
    assertThat(unknown(event)).isEmpty();
    assertSame(batch.at("/events/0"), event);
  }

  static List<Path> goldenFiles() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      List<Path> golden = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(golden).as("the files that the SDK's tests write").isNotEmpty();
      return golden;
    }
  }

  @ParameterizedTest
  @MethodSource("goldenFiles")
  void decode_goldenFile_isUnderstood(Path file) throws IOException {
    JsonNode batch = Answer.read(Files.readString(file));
    assertThat(WireSchema.violations(batch)).isEmpty();

    Batch decoded = decoder.json(Files.readAllBytes(file));

    assertThat(decoded.id()).hasToString(batch.path("id").textValue());
    assertThat(decoded.sentAt()).hasToString(batch.path("sentAt").textValue());
    assertThat(decoded.discards()).hasSize(batch.path("discarded").size());
    assertThat(decoded.parts())
        .isNotEmpty()
        .hasSize(batch.path("events").size() + batch.path("repeats").size());
    for (int i = 0; i < batch.path("events").size(); i++) {
      JsonNode sent = batch.path("events").path(i);
      Event event = ((EventPart) decoded.parts().get(i)).event();
      List<String> told = new ArrayList<>();
      sent.path("notes").forEach(note -> told.add(note.textValue()));
      assertThat(event.notes()).isEqualTo(told);
      assertThat(unknown(event)).isEmpty();
      assertSame(sent, event);
    }
  }

  /** Whether it is the alternative that allows null. */
  private static boolean isNull(JsonNode node) {
    return node.path("type").asText().equals("null");
  }

  private static void assertSame(JsonNode sent, Event event) {
    JsonNode written = Answer.read(new String(EventEncoder.encode(event), StandardCharsets.UTF_8));
    assertThat(plain(written)).isEqualTo(plain(sent));
  }

  /** The event in one form: ids without dashes, no notes, and nothing that is absent or empty. */
  private static JsonNode plain(JsonNode event) {
    ObjectNode copy = event.deepCopy();
    copy.remove("notes");
    copy.put("id", copy.path("id").asText().replace("-", ""));
    prune(copy);
    return copy;
  }

  private static void prune(JsonNode node) {
    node.forEach(WireFormatTest::prune);
    if (node instanceof ObjectNode object) {
      object.properties().removeIf(field -> isAbsent(field.getKey(), field.getValue()));
    }
  }

  private static boolean isAbsent(String name, JsonNode value) {
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (name.equals("commonFrames") && value.asInt() == 0);
  }

  /** The keys that the decoder kept without knowing them. */
  private static List<String> unknown(Event event) {
    List<String> unknown = new ArrayList<>(event.extra().keySet());
    event.exceptions().forEach(thrown -> unknown.addAll(thrown.extra().keySet()));
    event.exceptions().stream()
        .flatMap(thrown -> thrown.frames().stream())
        .forEach(frame -> unknown.addAll(frame.extra().keySet()));
    event.breadcrumbs().forEach(crumb -> unknown.addAll(crumb.extra().keySet()));
    if (event.thread() != null) {
      unknown.addAll(event.thread().extra().keySet());
    }
    if (event.user() != null) {
      unknown.addAll(event.user().extra().keySet());
    }
    if (event.request() != null) {
      unknown.addAll(event.request().extra().keySet());
    }
    if (event.trace() != null) {
      unknown.addAll(event.trace().extra().keySet());
    }
    if (event.sdk() != null) {
      unknown.addAll(event.sdk().extra().keySet());
    }
    return unknown;
  }

  private static byte[] bytes(JsonNode batch) {
    return batch.toString().getBytes(StandardCharsets.UTF_8);
  }
}
