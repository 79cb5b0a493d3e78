// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a real server documents that are broken, too large, too deep or otherwise out of form. */
class IngestHttpTest {
  private static final int MIB = 1 << 20;

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

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "null",
        "7",
        "\"events\"",
        "[]",
        "{",
        "{\"events\":[",
        "{\"events\":[{\"message\":\"cut of",
        "{\"events\":[{\"message\":\"a\"}]",
        "{\"events\":[{\"message\":\"a\"}]} {}",
        "{\"events\":[{\"message\":\"a\"}]}]",
        "{\"events\":[{\"message\":\"a\"},]}",
        "{\"events\":[{\"message\":'a'}]}",
        "{\"events\":[{\"message\":NaN}]}",
        "{\"events\":[{\"message\":01}]}",
        "{\"events\":{\"message\":\"a\"}}",
        "{\"events\":\"a\"}",
        "{\"events\":[{\"message\":\"a\\x\"}]}",
        "{\"events\":[{\"message\":\"a\nb\"}]}"
      })
  void json_notADocumentOfTheForm_isBadRequest(String body) {
    Answer answer = server.post(body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.detail()).isNotBlank();
  }

  @Test
  void json_moreEventsThanABatchMay_isTooLarge() {
    Answer answer = server.post("{\"events\":[" + "{},".repeat(10_000) + "{}]}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.detail()).contains("10000 events and repeats");
  }

  @Test
  void json_halfACharacterBesideASecret_isStoredWithoutTheSecret() {
    String id = Samples.newId();
    String context = "{\"mdc\":{\"a\":\"\\ud800\",\"password\":\"p\"}}";
    String event = Samples.event(id, "\"message\":\"a\",\"context\":" + context);

    assertThat(server.post(Samples.batch(event)).receipt()).isEqualTo("1 accepted, 0 duplicates");

    assertThat(server.event(id).json().at("/context/mdc/password").asText())
        .isEqualTo("[redacted]");
  }

  @Test
  void json_goodEventBeforeTheFault_isNotStored() {
    String id = Samples.newId();

    assertThat(server.post("{\"events\":[" + Samples.event(id) + ",").status()).isEqualTo(400);

    assertThat(server.event(id).status()).isEqualTo(404);
  }

  @Test
  void json_notUtf8_isBadRequest() {
    byte[] body = Samples.batch("{\"message\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1);

    assertThat(server.post(TestServer.JSON, body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32BE"})
  void json_inAnotherCharset_isBadRequest(String charset) {
    String batch = Samples.batch(Samples.event(Samples.newId(), "\"context\":{\"a\":{\"b\":1}}"));
    byte[] body = batch.getBytes(Charset.forName(charset));

    assertThat(server.post(TestServer.JSON, body).status()).isEqualTo(400);
    assertThat(server.post(TestServer.NDJSON, body).status()).isEqualTo(200);
  }

  @Test
  void json_byteOrderMark_isPassedOver() {
    String id = Samples.newId();
    String event = Samples.event(id, "\"message\":\"a\",\"context\":{\"a\":{\"b\":[1]}}");

    assertThat(server.post("\uFEFF" + Samples.batch(event)).receipt())
        .isEqualTo("1 accepted, 0 duplicates");
    assertThat(server.event(id).json().at("/context/a")).hasToString("{\"b\":[1]}");
  }

  @Test
  void json_unknownBatchField_isPassedOver() {
    String body = "{\"more\":{\"a\":[{}]},\"events\":null,\"repeats\":[],\"id\":7}";

    assertThat(server.post(body).receipt()).isEqualTo("0 accepted, 0 duplicates");
  }

  @Test
  void json_itemThatSaysNothing_isRejectedAlone() {
    String batch = Samples.batch("{}", Samples.event(Samples.newId()), "{\"logger\":\"a\"}", "7");

    assertThat(server.post(batch).receipt())
        .isEqualTo("1 accepted, 0 duplicates, 0 empty, 2 empty, 3 malformed");
  }

  @Test
  void ndjson_badLines_areRejectedAlone() {
    String first = Samples.newId();
    String last = Samples.newId();
    String body =
        String.join(
            "\n",
            "{\"batch\":{\"id\":\"" + Samples.newId() + "\",\"sentAt\":null}}",
            "",
            "{\"event\":" + Samples.event(first) + "}",
            "   \t\r",
            "nonsense",
            "{\"event\":{\"message\":\"cut of",
            "{\"other\":{}}",
            "{\"event\":{\"message\":\"a\"},\"event\":{\"message\":\"b\"}}",
            "[]",
            "{}",
            "{\"discarded\":{\"reason\":\"queue_full\",\"count\":1}}",
            "{\"event\":" + Samples.event(last) + "}\r",
            "");

    assertThat(ndjson(body).receipt())
        .isEqualTo(
            "2 accepted, 0 duplicates, 1 malformed, 2 malformed, 3 malformed, 4 malformed,"
                + " 5 malformed, 6 malformed");
    assertThat(server.event(first).status()).isEqualTo(200);
    assertThat(server.event(last).status()).isEqualTo(200);
  }

  @Test
  void ndjson_batchLineAfterEvents_isHeeded() {
    String old = "\"occurredAt\":\"2001-01-01T00:00:00Z\",\"message\":\"a\"";
    String body =
        "{\"event\":"
            + Samples.event(Samples.newId(), old)
            + "}\n{\"batch\":{\"sentAt\":\"2001-01-01T00:00:01Z\"}}\n";

    assertThat(ndjson(body).receipt()).isEqualTo("1 accepted, 0 duplicates");
  }

  @Test
  void ndjson_nothingButBlankLines_isEmptyBatch() {
    assertThat(ndjson("\n\n  \n").receipt()).isEqualTo("0 accepted, 0 duplicates");
    assertThat(ndjson("").receipt()).isEqualTo("0 accepted, 0 duplicates");
  }

  @Test
  void post_tooLargeEventAmongGoodOnes_isRejectedAlone() {
    String large = Samples.newId();
    String batch =
        Samples.batch(
            Samples.event(Samples.newId()),
            Samples.large(large, 2 * MIB),
            Samples.large(Samples.newId(), MIB - 100));

    Answer answer = server.post(batch);

    assertThat(answer.receipt()).isEqualTo("2 accepted, 0 duplicates, 1 too_large");
    assertThat(answer.json().at("/rejected/0/id").asText()).isEqualTo(large);
    assertThat(server.event(large).status()).isEqualTo(404);
  }

  @Test
  void post_nestedDeep_isKeptWithoutIt() {
    String id = Samples.newId();
    String deep = Samples.nested(600);
    String event =
        Samples.event(
            id, "\"message\":\"a\",\"more\":" + deep + ",\"context\":{\"b\":" + deep + ",\"c\":1}");

    assertThat(server.post(Samples.batch(event, Samples.event(Samples.newId()))).receipt())
        .isEqualTo("2 accepted, 0 duplicates");

    assertThat(server.event(id).json().path("context")).hasToString("{\"b\":null,\"c\":1}");
    assertThat(server.event(id).json().path("notes").toString()).contains("more", "context.b");
  }

  @Test
  void post_nestedAbsurdlyDeep_isBadRequest() {
    String deep = "{\"message\":\"a\",\"context\":" + Samples.nested(100_000) + "}";
    String arrays = "[".repeat(1_000_000);

    assertThat(server.post(Samples.batch(deep)).status()).isEqualTo(400);
    assertThat(server.post(Samples.batch(arrays)).status()).isEqualTo(400);
    assertThat(
            ndjson("{\"event\":" + deep + "}\n{\"event\":" + Samples.event(Samples.newId()) + "}")
                .receipt())
        .isEqualTo("1 accepted, 0 duplicates, 0 malformed");
  }

  private static Answer ndjson(String body) {
    return server.post(TestServer.NDJSON, bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
