// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.Proto;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.MalformedBodyException;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.Request;
import dev.tombo.server.model.Trace;
import dev.tombo.server.model.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes requests that are usual, odd and broken, in both forms. */
class OtlpDecoderTest {
  private static final long NANOS = 1_795_435_200_123_456_789L;
  private static final EventId NEW_ID = new EventId(7, 7);

  private final OtlpDecoder decoder = new OtlpDecoder(Limits.STANDARD, () -> NEW_ID);

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

  private static final String JSON =
      """
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{
        "timeUnixNano":"1795435200123456789","observedTimeUnixNano":7,"severityNumber":21,"severityText":"FATAL",
        "body":{"kvlistValue":{"values":[{"key":"event","value":{"stringValue":"crash"}},
          {"value":{"intValue":"9"},"key":"code"},
          {"key":"at","value":{"arrayValue":{"values":[{"doubleValue":1.5},{"boolValue":true},{"bytesValue":"AQI="},{}]}}}]}},
        "attributes":[{"key":"tenant","value":{"stringValue":"acme"}},{"key":"retries","value":{"intValue":3}},
          {"key":"code.lineno","value":{"intValue":"42"}},{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"}]}}},
          {"key":"http.method","value":{"stringValue":"POST"}},{"key":"url.full","value":{"stringValue":"https://shop.example/pay"}},
          {"key":"http.request.header.accept","value":{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"b"}]}}},
          {"key":"enduser.id","value":{"stringValue":"u-7"}},{"key":"user.email","value":{"stringValue":"ana@example.com"}}],
        "droppedAttributesCount":2,"flags":1,"eventName":"app.crash","unknown":[{}],
        "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174"}],
        "scope":{"name":"com.acme.Order","version":"1"}}],
        "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},{"key":"service.version","value":{"stringValue":"1.4"}},
          {"key":"deployment.environment","value":{"stringValue":"staging"}},{"key":"k8s.pod.name","value":{"stringValue":"pod-1"}},
          {"key":"telemetry.sdk.language","value":{"stringValue":"nodejs"}},{"key":"process.pid","value":{"intValue":12}},
          {"key":"process.command_line","value":{"stringValue":"node --password=p"}}]}}]}
      """;

  /** The same, with what is shared behind what shares it. */
  private static Proto protobuf() {
    Proto at =
        new Proto()
            .message(1, new Proto().fixed64(4, Double.doubleToLongBits(1.5)))
            .message(1, new Proto().varint(2, 1))
            .message(1, new Proto().bytes(7, new byte[] {1, 2}))
            .message(1, new Proto());
    Proto body =
        new Proto()
            .message(1, Proto.pair("event", "crash"))
            .message(1, new Proto().text(1, "code").message(2, new Proto().varint(3, 9)))
            .message(1, new Proto().text(1, "at").message(2, new Proto().message(5, at)));
    Proto list = new Proto().message(1, new Proto().text(1, "a"));
    Proto accept =
        new Proto().message(1, new Proto().text(1, "a")).message(1, new Proto().text(1, "b"));
    Proto log =
        new Proto()
            .fixed64(1, NANOS)
            .fixed64(11, 7)
            .varint(2, 21)
            .text(3, "FATAL")
            .message(5, new Proto().message(6, body))
            .message(6, Proto.pair("tenant", "acme"))
            .message(6, new Proto().text(1, "retries").message(2, new Proto().varint(3, 3)))
            .message(6, new Proto().text(1, "code.lineno").message(2, new Proto().varint(3, 42)))
            .message(6, new Proto().text(1, "list").message(2, new Proto().message(5, list)))
            .message(6, Proto.pair("http.method", "POST"))
            .message(6, Proto.pair("url.full", "https://shop.example/pay"))
            .message(
                6,
                new Proto()
                    .text(1, "http.request.header.accept")
                    .message(2, new Proto().message(5, accept)))
            .message(6, Proto.pair("enduser.id", "u-7"))
            .message(6, Proto.pair("user.email", "ana@example.com"))
            .varint(7, 2)
            .fixed64(99, 1)
            .varint(98, 1)
            .text(12, "app.crash")
            .bytes(9, hex("5b8efff798038103d269b633813fc60c"))
            .bytes(10, hex("eee19b7ec3c1b174"));
    Proto resource =
        new Proto()
            .message(1, Proto.pair("service.name", "shop"))
            .message(1, Proto.pair("service.version", "1.4"))
            .message(1, Proto.pair("deployment.environment", "staging"))
            .message(1, Proto.pair("k8s.pod.name", "pod-1"))
            .message(1, Proto.pair("telemetry.sdk.language", "nodejs"))
            .message(1, new Proto().text(1, "process.pid").message(2, new Proto().varint(3, 12)))
            .message(1, Proto.pair("process.command_line", "node --password=p"));
    Proto scope = new Proto().message(2, log).message(1, new Proto().text(1, "com.acme.Order"));
    return new Proto().message(1, new Proto().message(2, scope).message(1, resource));
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

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 101, 150, 3_000})
  void decode_nested_isKeptToAHundredLevels(int levels) {
    Proto value = new Proto().text(1, "deep");
    String json = "{\"stringValue\":\"deep\"}";
    for (int i = 0; i < levels; i++) {
      value = new Proto().message(5, new Proto().message(1, value));
      json = "{\"arrayValue\":{\"values\":[" + json + "]}}";
    }
    Proto log =
        new Proto()
            .varint(2, 17)
            .fixed64(1, NANOS)
            .text(3, "ERROR")
            .message(5, new Proto().text(1, "a"))
            .message(6, new Proto().text(1, "list").message(2, value));
    String record =
        "{\"severityNumber\":17,\"timeUnixNano\":"
            + NANOS
            + ",\"body\":{\"stringValue\":\"a\"},\"attributes\":[{\"key\":\"list\",\"value\":"
            + json
            + "}]}";

    Event protobuf = only(decoder.protobuf(Proto.logs(log).bytes()));
    Event fromJson = only(decoder.json(bytes(logs(record))));

    String kept = String.valueOf(protobuf.context().get("attributes"));
    assertThat(kept.contains("deep")).isEqualTo(levels <= 100);
    assertThat(protobuf.notes()).hasSize(levels <= 100 ? 0 : 1);
    assertThat(fromJson.context()).isEqualTo(protobuf.context());
    assertThat(fromJson.notes()).isEqualTo(protobuf.notes());
  }

  @Test
  void decode_nestedAbsurdlyDeepInJson_isMalformed() {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(100_000);

    assertThatThrownBy(
            () -> decoder.json(bytes(logs("{\"severityNumber\":17,\"body\":" + deep + "}"))))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  void protobuf_truncatedAnywhere_isMalformedOrShorter() {
    byte[] body = protobuf().bytes();
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      if (length == 0) {
        assertThat(decoder.protobuf(cut).parts()).isEmpty();
      } else {
        assertThatThrownBy(() -> decoder.protobuf(cut)).isInstanceOf(MalformedBodyException.class);
      }
    }
  }

  @Test
  void decode_bytesChangedAnywhere_isABatchOrMalformed() {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      boolean json = round % 2 == 0;
      byte[] body = json ? bytes(JSON) : protobuf().bytes();
      for (int i = 0; i <= random.nextInt(4); i++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      try {
        Batch batch = json ? decoder.json(body) : decoder.protobuf(body);
        assertThat(batch.parts()).hasSizeLessThan(2);
      } catch (MalformedBodyException e) {
        assertThat(e.getMessage()).startsWith(json ? "" : "the body is not protobuf");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "07",
        "0B00",
        "0E00",
        "0A",
        "0AFFFFFFFFFFFFFFFFFF01",
        "0AFFFFFFFF0F",
        "0A808080808080808080808001",
        "F8FFFFFFFFFFFFFFFF01"
      })
  void protobuf_wrongTagsAndLengths_areMalformed(String hex) {
    assertThatThrownBy(() -> decoder.protobuf(hex(hex))).isInstanceOf(MalformedBodyException.class);
  }

  @Test
  void protobuf_recordDamagedInItself_isRejectedAlone() {
    Proto good = new Proto().fixed64(1, NANOS).varint(2, 17);
    Proto damaged = new Proto().varint(2, 17).bytes(5, new byte[] {0x0A, 0x7F});

    List<Batch.Part> parts = decoder.protobuf(Proto.logs(good, damaged, good).bytes()).parts();

    assertThat(parts).hasSize(3);
    assertThat(parts.get(1)).isInstanceOf(Batch.Unreadable.class);
    assertThat(parts.get(2)).isInstanceOf(EventPart.class);
  }

  @Test
  void decode_aHundredThousandRecords_areDroppedOrTooMany() {
    Proto[] infos = new Proto[100_000];
    Arrays.fill(infos, new Proto().fixed64(1, NANOS).varint(2, 9));
    Proto[] errors = new Proto[100_000];
    Arrays.fill(errors, new Proto().fixed64(1, NANOS).varint(2, 17));

    assertThat(decoder.protobuf(Proto.logs(infos).bytes()).parts()).isEmpty();
    assertThatThrownBy(() -> decoder.protobuf(Proto.logs(errors).bytes()))
        .isInstanceOf(BodyTooLargeException.class);
    assertThatThrownBy(
            () ->
                decoder.json(
                    bytes(
                        logs(
                            "{\"severityNumber\":17},".repeat(99_999)
                                + "{\"severityNumber\":17}"))))
        .isInstanceOf(BodyTooLargeException.class);
  }

  @Test
  void decode_hugeResource_isNoPartOfEveryEvent() {
    Proto resource = new Proto().message(1, Proto.pair("host.name", "x".repeat(1 << 20)));
    for (int i = 0; i < 10_000; i++) {
      resource.message(1, Proto.pair("k" + i, "v".repeat(90)));
    }
    Proto log = new Proto().fixed64(1, NANOS).varint(2, 17);
    Proto logs = new Proto().message(1, resource).message(2, new Proto().message(2, log));

    Event event = only(decoder.protobuf(new Proto().message(1, logs).bytes()));

    assertThat(event.origin()).isNull();
    assertThat(event.tags()).hasSizeLessThanOrEqualTo(50);
    assertThat(event.context().toString()).hasSizeLessThan(20_000);
    assertThat(event.notes()).hasSize(1).first().asString().contains("attributes left out");
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

  private static Event only(Batch batch) {
    assertThat(batch.parts()).hasSize(1);
    return ((EventPart) batch.parts().getFirst()).event();
  }

  private static String logs(String... records) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
        + String.join(",", records)
        + "]}]}]}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }
}
