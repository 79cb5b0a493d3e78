// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends OpenTelemetry's logs as any client may: the answers are the protocol's. */
final class OtlpHttpTest extends OtlpHttp {
  @Test
  void post_nothing_isSuccessInItsForm() {
    assertThat(post(PROTOBUF, new byte[0]).body()).isEmpty();
    assertThat(json("{}")).isEqualTo("200 {}");
    assertThat(json("{\"resourceLogs\":[]}")).isEqualTo("200 {}");
    assertThat(json("{\"resourceLogs\":null,\"more\":[{}]}")).isEqualTo("200 {}");
  }

  @Test
  void post_sameExportAgain_countsOnceButEqualRecordsInItDoNot() {
    String record = record("\"severityNumber\":17,\"body\":{\"stringValue\":\"retried\"}");
    String body = logs(record, record);

    assertThat(json(body)).isEqualTo("200 {}");
    assertThat(json(body)).isEqualTo("200 {}");

    assertThat(issue("retried").path("count").asInt()).isEqualTo(2);
  }

  @Test
  void post_recordsThatCannotBeStored_arePartialSuccess() {
    String old =
        "{\"timeUnixNano\":\"1000000000\",\"severityNumber\":17,\"body\":{\"stringValue\":\"a\"}}";
    String empty = record("\"severityNumber\":21");
    String large =
        record("\"severityNumber\":17,\"body\":{\"stringValue\":\"" + "x".repeat(1 << 20) + "\"}");
    String good = record("\"severityNumber\":17,\"body\":{\"stringValue\":\"good one\"}");

    assertThat(json(logs(old, empty, large, "7", good)))
        .isEqualTo(
            "200 {\"partialSuccess\":{\"rejectedLogRecords\":\"4\","
                + "\"errorMessage\":\"not stored: 1 empty, 1 malformed, 1 too_large, 1 too_old\"}}");
    assertThat(issue("good one").path("count").asInt()).isEqualTo(1);
  }

  @Test
  void post_rejectedInProtobuf_isPartialSuccessInProtobuf() {
    Proto empty = new Proto().fixed64(1, nanos()).varint(2, 21);

    byte[] answer = post(PROTOBUF, Proto.logs(empty).bytes()).body();

    Proto partial = new Proto().varint(1, 1).text(2, "not stored: 1 empty");
    assertThat(answer).isEqualTo(new Proto().message(1, partial).bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "[]",
        "nonsense",
        "{",
        "{} {}",
        "{\"resourceLogs\":{}}",
        "{\"resourceLogs\":[{\"scopeLogs\":7}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":\"a\"}]}]}",
        "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{"
      })
  void post_notJsonOfTheForm_isStatusInJson(String body) {
    HttpResponse<byte[]> answer = post(TestServer.JSON, body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains(TestServer.JSON);
    JsonNode status = Answer.read(text(answer));
    assertThat(status.path("code").asInt()).isEqualTo(3);
    assertThat(status.path("message").asText()).isNotBlank();
  }

  @Test
  void post_notProtobuf_isStatusInProtobuf() {
    HttpResponse<byte[]> answer = post(PROTOBUF, new byte[] {0x0A, 0x05, 0x01});

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).contains(PROTOBUF);
    assertThat(answer.body())
        .isEqualTo(
            new Proto()
                .varint(1, 3)
                .text(2, "the body is not protobuf: a field ends after what holds it")
                .bytes());
  }

  @Test
  void post_unknownTypeOrEncoding_isUnsupported() {
    assertThat(post("text/plain", new byte[0]).statusCode()).isEqualTo(415);
    HttpResponse<byte[]> answer =
        send(request(LOGS, PROTOBUF).header("Content-Encoding", "lzma"), new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(text(answer)).contains("Content-Encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROTOBUF, TestServer.JSON})
  void post_bomb_isTooLarge(String type) throws IOException {
    HttpResponse<byte[]> answer = gzipped(type, new byte[1 << 20], 1024);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(text(answer)).contains("20 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {PROTOBUF, TestServer.JSON})
  void post_compressedBodyThatIsDamaged_isRefused(String type) {
    for (byte[] damaged : List.of(new byte[0], new byte[] {0x1F, (byte) 0x8B, 8, 0}, nulls(99))) {
      HttpResponse<byte[]> answer =
          send(request(LOGS, type).header("Content-Encoding", "gzip"), damaged);

      assertThat(answer.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void post_aHundredThousandRecords_areDroppedOrTooMany() throws IOException {
    byte[] infos = Proto.logs(many(new Proto().fixed64(1, nanos()).varint(2, 9))).bytes();
    byte[] errors = Proto.logs(many(new Proto().fixed64(1, nanos()).varint(2, 17))).bytes();

    assertThat(gzipped(PROTOBUF, infos, 1).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> answer = gzipped(PROTOBUF, errors, 1);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(text(answer)).contains("10000");
  }

  private static byte[] nulls(int count) {
    return new byte[count];
  }

  private static Proto[] many(Proto one) {
    Proto[] many = new Proto[100_000];
    Arrays.fill(many, one);
    return many;
  }

  private static HttpResponse<byte[]> gzipped(String type, byte[] bytes, int times)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      for (int i = 0; i < times; i++) {
        gzip.write(bytes);
      }
    }
    return send(request(LOGS, type).header("Content-Encoding", "gzip"), body.toByteArray());
  }
}
