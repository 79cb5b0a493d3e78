// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ingest.Batch;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decodes requests that are usual and odd, in both forms. */
final class OtlpDecoderTest extends OtlpDecoding {
  @Test
  void decode_bothForms_areTheSameEventButForItsId() {
    Event json = only(decoder.json(bytes(JSON)));
    Event protobuf = only(decoder.protobuf(protobuf().bytes()));

    assertThat(protobuf.toBuilder().id(NEW_ID).build())
        .isEqualTo(json.toBuilder().id(NEW_ID).build());
    assertThat(json.occurredAt()).isEqualTo(Instant.ofEpochSecond(1_795_435_200, 123_456_789));
    assertThat(json.level()).isEqualTo(Level.FATAL);
    assertThat(json.logger()).isEqualTo("com.acme.Order");
    assertThat(json.platform()).isEqualTo("node");
    assertThat(json.release()).isEqualTo("shop@1.4");
    assertThat(json.environment()).isEqualTo("staging");
    assertThat(json.origin()).isEqualTo("pod-1");
    assertThat(json.message())
        .isEqualTo("{\"event\":\"crash\",\"code\":9,\"at\":[1.5,true,\"AQI=\",null]}");
    assertThat(json.template()).isEqualTo("app.crash");
    assertThat(json.tags())
        .containsOnly(
            Map.entry("service.name", "shop"),
            Map.entry("k8s.pod.name", "pod-1"),
            Map.entry("event.name", "app.crash"),
            Map.entry("tenant", "acme"),
            Map.entry("retries", "3"));
    assertThat(json.context())
        .containsOnly(
            Map.entry("attributes", new Json("{\"code.lineno\":42,\"list\":[\"a\"]}")),
            Map.entry("resource", new Json("{\"process.pid\":12}")));
    assertThat(json.request())
        .isEqualTo(
            new Request("POST", "https://shop.example/pay", Map.of("accept", "a, b"), Map.of()));
    assertThat(json.user()).isEqualTo(new User("u-7", "ana@example.com", null, null, Map.of()));
    assertThat(json.trace())
        .isEqualTo(new Trace("5b8efff798038103d269b633813fc60c", "eee19b7ec3c1b174", Map.of()));
    assertThat(json.notes()).containsExactly("attributes: 2 left out by the client");
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', false, -",
    "9, '', false, -",
    "13, '', false, -",
    "16, ERROR, false, -",
    "17, '', false, ERROR",
    "20, INFO, false, ERROR",
    "21, '', false, FATAL",
    "24, '', false, FATAL",
    "0, '', false, -",
    "0, error, false, ERROR",
    "0, ERROR4, false, ERROR",
    "0, Critical, false, FATAL",
    "0, Warning, false, -",
    "0, SEVERE, false, ERROR",
    "99, '', false, -",
    "0, '', true, ERROR",
    "1, '', true, DEBUG",
    "6, '', true, DEBUG",
    "9, '', true, INFO",
    "13, '', true, WARNING",
    "0, Warning, true, WARNING"
  })
  void decode_severity_decidesLevelAndWhetherItIsKept(
      int number, String text, boolean exception, String level) {
    String attributes =
        exception
            ? ",\"attributes\":[{\"key\":\"exception.type\",\"value\":{\"stringValue\":\"E\"}}]"
            : "";
    Batch batch =
        decoder.json(
            bytes(
                logs(
                    "{\"timeUnixNano\":\"1\",\"severityNumber\":"
                        + number
                        + ",\"severityText\":\""
                        + text
                        + "\""
                        + attributes
                        + "}")));

    assertThat(batch.parts()).hasSize(level.equals("-") ? 0 : 1);
    if (!level.equals("-")) {
      assertThat(only(batch).level().name()).isEqualTo(level.toUpperCase(Locale.ROOT));
    }
  }

  @Test
  void decode_recordsWithoutTime_getNewIdsAndOthersTheirOwn() {
    String timeless = "{\"severityNumber\":17,\"body\":{\"stringValue\":\"a\"}}";
    String timed = "{\"observedTimeUnixNano\":\"" + NANOS + "\"," + timeless.substring(1);

    List<Batch.Part> parts =
        decoder.json(bytes(logs(timeless, timed, timed, timed.replace("\"a\"", "\"b\"")))).parts();
    List<Batch.Part> again =
        decoder.json(bytes(logs(timed.replace("\"a\"", "\"b\""), timed, timed, timeless))).parts();

    assertThat(parts.getFirst().id()).isEqualTo(NEW_ID);
    assertThat(parts.stream().map(Batch.Part::id)).doesNotHaveDuplicates();
    assertThat(again.stream().map(Batch.Part::id))
        .containsExactlyInAnyOrderElementsOf(parts.stream().map(Batch.Part::id).toList());
    assertThat(parts.get(1).id()).asString().startsWith(String.format("%012x8", NANOS / 1_000_000));
  }

  @Test
  void decode_idOfTheSameRecordFromAnotherResource_isAnother() {
    String one = logs("{\"timeUnixNano\":\"" + NANOS + "\",\"severityNumber\":17}");
    String resource =
        "\"resource\":{\"attributes\":[{\"key\":\"host.name\",\"value\":{\"stringValue\":\"b\"}}]},";
    String other = one.replace("{\"scopeLogs\"", "{" + resource + "\"scopeLogs\"");

    assertThat(only(decoder.json(bytes(other))).id())
        .isNotEqualTo(only(decoder.json(bytes(one))).id());
  }

  @Test
  void decode_wrongKinds_areAbsent() {
    String record =
        "{\"timeUnixNano\":\"x\",\"observedTimeUnixNano\":{},\"severityNumber\":\"17\",\"severityText\":7,\"body\":[],"
            + "\"attributes\":{},\"traceId\":7,\"spanId\":\"zz\",\"eventName\":null,\"droppedAttributesCount\":-1}";

    Event event = only(decoder.json(bytes(logs(record))));

    assertThat(event.id()).isEqualTo(NEW_ID);
    assertThat(event.level()).isEqualTo(Level.ERROR);
    assertThat(event.message()).isNull();
    assertThat(event.trace()).isNull();
    assertThat(event.tags()).isEmpty();
  }

  @Test
  void decode_textsThatDatabasesCannotHold_areCleaned() {
    String record =
        "{\"severityNumber\":17,\"body\":{\"stringValue\":\"a\\u0000b\\ud800\"},\"attributes\":["
            + "{\"key\":\"k\\u0000\",\"value\":{\"stringValue\":\"\\u0000\"}},"
            + "{\"key\":\"l\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"\\u0000\"}]}}}]}";

    Event event = only(decoder.json(bytes(logs(record))));

    assertThat(event.toString()).doesNotContain("\u0000", "\\u0000", "\ud800");
    assertThat(event.message()).isEqualTo("a\uFFFDb\uFFFD");
  }
}
