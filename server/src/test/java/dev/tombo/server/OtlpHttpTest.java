// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.server.model.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends OpenTelemetry's logs as any client may: the answers are the protocol's. */
class OtlpHttpTest {
  private static final String LOGS = "/v1/logs";
  private static final String PROTOBUF = "application/x-protobuf";

  @TempDir private static Path data;
  private static TestServer server;
  private static HttpClient client;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

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
  @MethodSource("places")
  void post_tokenInEachPlace_isTaken(String header, String value, String query) {
    HttpRequest.Builder request = server.request(LOGS + query);
    if (!header.isEmpty()) {
      request.header(header, value);
    }

    HttpResponse<byte[]> answer =
        send(
            request.header("Content-Type", TestServer.JSON), "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> places() {
    String token = TestServer.TOKEN;
    String basic =
        Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));
    return Stream.of(
        Arguments.of("Authorization", "Bearer " + token, ""),
        Arguments.of("Authorization", "bearer " + token, ""),
        Arguments.of("Authorization", "Sentry sentry_version=7, sentry_key=" + token, ""),
        Arguments.of("Authorization", "Basic " + basic, ""),
        Arguments.of("X-Sentry-Auth", "Sentry sentry_key=" + token + ",sentry_version=7", ""),
        Arguments.of("", "", "?sentry_key=" + token),
        Arguments.of("Authorization", "Bearer " + "0".repeat(32), "?sentry_key=" + token));
  }

  @Test
  void post_withoutTokenOrWithAWrongOne_isUnauthenticatedAndReadableByPages() {
    for (String query : List.of("", "?sentry_key=", "?sentry_key=" + "f".repeat(32))) {
      HttpResponse<byte[]> answer =
          send(server.request(LOGS + query).header("Content-Type", TestServer.JSON), new byte[0]);

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(16);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    }
  }

  @Test
  void post_withAPersonsCredential_isForbidden() {
    for (String credential : List.of(server.accessToken(), server.personalToken(Scope.ADMIN))) {
      HttpResponse<byte[]> answer =
          send(
              server
                  .request(LOGS)
                  .header("Authorization", "Bearer " + credential)
                  .header("Content-Type", TestServer.JSON),
              new byte[0]);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(7);
    }
  }

  @Test
  void post_beyondTheQuota_isExhaustedUntilLater() {
    assertThat(server.patch("/api/v1/projects/1", "{\"dailyQuota\":0}").status()).isEqualTo(200);
    try {
      HttpResponse<byte[]> answer = post(TestServer.JSON, "{}".getBytes(StandardCharsets.UTF_8));

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(8);
      assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
    } finally {
      assertThat(server.patch("/api/v1/projects/1", "{\"dailyQuota\":null}").status())
          .isEqualTo(200);
    }
  }

  @Test
  void post_intoAnotherProject_isForbidden() {
    for (String project : List.of("2", "999")) {
      String path = "/api/" + project + "/integration/otlp/v1/logs";
      HttpResponse<byte[]> answer = send(request(path, PROTOBUF), new byte[0]);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()[1]).isEqualTo((byte) 7);
    }
  }

  @Test
  void options_ofAPage_allowsWhatItsExporterSends() {
    HttpResponse<byte[]> answer =
        exchange(
            server
                .request(LOGS)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("POST");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("authorization", "content-type", "x-sentry-auth");
  }

  @Test
  void get_isNotAllowedInTheProtocolsForm() {
    HttpResponse<byte[]> answer = exchange(server.request(LOGS).GET());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(Answer.read(text(answer)).path("code").asInt()).isEqualTo(12);
    assertThat(answer.headers().firstValue("Allow")).contains("POST");
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

  private static String record(String fields) {
    return "{\"timeUnixNano\":\"" + nanos() + "\"," + fields + "}";
  }

  private static long nanos() {
    return Instant.now().getEpochSecond() * 1_000_000_000;
  }

  private static String logs(String... records) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
        + String.join(",", records)
        + "]}]}]}";
  }

  private static JsonNode issue(String search) {
    return server.get("/api/v1/issues?search=" + search.replace(" ", "+")).json().at("/items/0");
  }

  /** Status and body of the answer to a body in JSON. */
  private static String json(String body) {
    HttpResponse<byte[]> answer = post(TestServer.JSON, body.getBytes(StandardCharsets.UTF_8));
    return answer.statusCode() + " " + text(answer);
  }

  private static HttpResponse<byte[]> post(String type, byte[] body) {
    return send(request(LOGS, type), body);
  }

  private static HttpRequest.Builder request(String path, String type) {
    return server
        .request(path)
        .header("Authorization", "Bearer " + TestServer.TOKEN)
        .header("Content-Type", type);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request, byte[] body) {
    return exchange(request.POST(BodyPublishers.ofByteArray(body)));
  }

  private static HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
