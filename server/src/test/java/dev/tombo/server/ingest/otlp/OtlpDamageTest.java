// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.Proto;
import dev.tombo.server.ingest.Batch;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.BodyTooLargeException;
import dev.tombo.server.ingest.MalformedBodyException;
import dev.tombo.server.model.Event;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes requests that are damaged, too deep or too large. */
final class OtlpDamageTest extends OtlpDecoding {
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
}
