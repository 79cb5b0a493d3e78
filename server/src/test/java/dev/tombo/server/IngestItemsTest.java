// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a real server events whose ids, times and texts are unusual, and reads them back. */
class IngestItemsTest {
  private static final Duration TOLERANCE = Duration.ofSeconds(30);

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

  @Test
  void id_withDashesAndUpperCase_isTheSameId() {
    UUID uuid = UUID.randomUUID();
    String plain = uuid.toString().replace("-", "");
    String shouted = uuid.toString().toUpperCase(Locale.ROOT);

    Answer answer = server.post(Samples.batch(Samples.event(shouted), Samples.event(plain)));

    assertThat(answer.receipt()).isEqualTo("1 accepted, 1 duplicates");
    assertThat(server.event(plain).json().path("id").asText()).isEqualTo(plain);
    assertThat(server.event(shouted).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0193",
        "g193a1b2c3d47e5f8a9b0c1d2e3f4a5b",
        "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b0",
        "0193a1b2-c3d4-7e5f-8a9b0-c1d2e3f4a5b",
        "٠١٩٣a1b2c3d47e5f8a9b0c1d2e3f4a5b",
        "0193a1b2c3d47e5f8a9b0c1d2e3f4a5\\u0000"
      })
  void id_invalid_isRejected(String id) {
    Answer answer = server.post(Samples.batch(Samples.event(id), Samples.event(Samples.newId())));

    assertThat(answer.receipt()).isEqualTo("1 accepted, 0 duplicates, 0 invalid_id");
  }

  @Test
  void id_absent_isMadeForEachEvent() {
    String batch = Samples.batch("{\"message\":\"a\"}", "{\"message\":\"a\",\"id\":null}");

    assertThat(server.post(batch).receipt()).isEqualTo("2 accepted, 0 duplicates");
    assertThat(server.post(batch).receipt()).isEqualTo("2 accepted, 0 duplicates");
  }

  @Test
  void id_sentBefore_isDuplicate() {
    String batch = Samples.batch(Samples.event(Samples.newId()), Samples.event(Samples.newId()));

    assertThat(server.post(batch).receipt()).isEqualTo("2 accepted, 0 duplicates");
    assertThat(server.post(batch).receipt()).isEqualTo("0 accepted, 2 duplicates");
  }

  @Test
  void id_sentBeforeRestart_isDuplicate(@TempDir Path other) {
    String batch = Samples.batch(Samples.event(Samples.newId()));
    try (TestServer first = TestServer.start(other)) {
      assertThat(first.post(batch).receipt()).isEqualTo("1 accepted, 0 duplicates");
    }
    try (TestServer second = TestServer.start(other)) {
      assertThat(second.post(batch).receipt()).isEqualTo("0 accepted, 1 duplicates");
      JsonNode issues = second.get("/api/v1/issues").json().path("items");
      assertThat(issues).hasSize(1);
      assertThat(issues.at("/0/count").intValue()).isEqualTo(1);
    }
  }

  @Test
  void occurredAt_beyondTheLedger_isTooOld() {
    Instant now = Instant.now();
    String batch =
        Samples.batch(
            at(Samples.newId(), now.minus(Duration.ofDays(29))),
            at(Samples.newId(), now.minus(Duration.ofDays(31))),
            at(Samples.newId(), Instant.parse("0001-01-01T00:00:00Z")));

    assertThat(server.post(batch).receipt())
        .isEqualTo("1 accepted, 0 duplicates, 1 too_old, 2 too_old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9999-12-31T23:59:59Z", "2999-01-01T00:00:00.123456789-03:00"})
  void occurredAt_inTheFuture_becomesReceivedAt(String time) {
    String id = Samples.newId();

    assertThat(server.post(Samples.batch(at(id, time))).receipt())
        .isEqualTo("1 accepted, 0 duplicates");

    JsonNode event = server.event(id).json();
    assertThat(event.path("at")).isEqualTo(event.path("receivedAt"));
    assertThat(Instant.parse(event.path("occurredAt").asText()).toString())
        .isEqualTo(event.path("occurredAt").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-11-23T12:00:00",
        "yesterday"
      })
  void occurredAt_noTime_isReceivedAtAndNoted(String time) {
    String id = Samples.newId();

    assertThat(server.post(Samples.batch(at(id, time))).receipt())
        .isEqualTo("1 accepted, 0 duplicates");

    JsonNode event = server.event(id).json();
    assertThat(event.path("at")).isEqualTo(event.path("receivedAt"));
    assertThat(event.path("notes").toString()).contains("occurredAt");
  }

  @Test
  void sentAt_clockIsWrong_correctsTheTimes() {
    String id = Samples.newId();
    String fast = Samples.newId();

    send("2001-01-01T00:10:00Z", at(id, "2001-01-01T00:00:00Z"));
    send("2999-01-01T00:10:00Z", at(fast, "2999-01-01T00:00:00Z"));

    assertTenMinutesAgo(id);
    assertTenMinutesAgo(fast);
  }

  @Test
  void sentAt_clockIsAFewSecondsOff_correctsNothing() {
    String id = Samples.newId();
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));

    send(Instant.now().minusSeconds(20).toString(), at(id, hourAgo));

    assertThat(Instant.parse(server.event(id).json().path("at").asText()).toEpochMilli())
        .isEqualTo(hourAgo.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"})
  void sentAt_extreme_isNoFailure(String sentAt) {
    String first = at(Samples.newId(), "0001-01-01T00:00:00Z");
    String last = at(Samples.newId(), "9999-12-31T23:59:59Z");

    Answer answer =
        server.post("{\"sentAt\":\"" + sentAt + "\",\"events\":[" + first + "," + last + "]}");

    assertThat(answer.json().path("accepted").intValue()).isPositive();
  }

  @Test
  void text_anyCharacter_isKeptOrReplaced() {
    String id = Samples.newId();
    String nasty = "a\\u0000b\\ud800c\\udc00 \\ud83d\\ude00 中é\u2028\u202e\\u001b[31m";
    String event =
        Samples.event(
            id,
            "\"message\":\""
                + nasty
                + "\",\"tags\":{\"k\\u0000\":\"v\\u0000\"},\"context\":{\"a\\u0000\":{\"b\":\"c\\u0000"
                + "\\\\u0000\"}},\"environment\":\"prod\\u0000\",\"more\\u0000\":[\"\\ud800\"]");

    assertThat(server.post(Samples.batch(event)).receipt()).isEqualTo("1 accepted, 0 duplicates");

    JsonNode kept = server.event(id).json();
    assertThat(kept.path("message").asText())
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD \uD83D\uDE00 中é\u2028\u202e\u001b[31m");
    assertThat(kept.at("/tags/k\uFFFD").asText()).isEqualTo("v\uFFFD");
    assertThat(kept.at("/context/a\uFFFD/b").asText()).isEqualTo("c\uFFFD\\u0000");
    assertThat(kept.path("environment").asText()).isEqualTo("prod\uFFFD");
    assertThat(kept.path("more\uFFFD").path(0).asText()).isNotBlank();
  }

  @Test
  void number_ofAnySize_isKeptVerbatim() {
    String id = Samples.newId();
    String digits = "9".repeat(20_000);
    String context =
        "{\"n\":{\"a\":1.10,\"b\":12345678901234567890123,\"c\":1e400,\"d\":" + digits + "}}";

    assertThat(
            server
                .post(Samples.batch(Samples.event(id, "\"message\":\"a\",\"context\":" + context)))
                .receipt())
        .isEqualTo("1 accepted, 0 duplicates");

    assertThat(server.event(id).body()).contains("\"context\":" + context);
  }

  @Test
  void key_unknown_isKeptAtEveryLevel() {
    String id = Samples.newId();
    String more = "\"more\":{\"a\":[1.10]}";
    String event =
        Samples.event(
            id,
            "\"exceptions\":[{\"type\":\"E\",\"frames\":[{\"class\":\"C\","
                + more
                + "}],"
                + more
                + "}],\"user\":{"
                + more
                + "},\"request\":{"
                + more
                + "},\"trace\":{"
                + more
                + "},\"thread\":{"
                + more
                + "},\"sdk\":{"
                + more
                + "},\"breadcrumbs\":[{"
                + more
                + "}],"
                + more);

    assertThat(server.post(Samples.batch(event)).receipt()).isEqualTo("1 accepted, 0 duplicates");

    assertThat(server.event(id).body().split(Pattern.quote(more), -1)).hasSize(10);
  }

  @Test
  void key_ofGreatLength_isKept() {
    String id = Samples.newId();
    String key = "k".repeat(100_000);

    assertThat(
            server
                .post(Samples.batch(Samples.event(id, "\"message\":\"a\",\"" + key + "\":1")))
                .receipt())
        .isEqualTo("1 accepted, 0 duplicates");
    assertThat(server.event(id).json().path(key).intValue()).isEqualTo(1);
  }

  private static String at(String id, Object time) {
    return Samples.event(id, "\"message\":\"a\",\"occurredAt\":\"" + time + "\"");
  }

  private static void send(String sentAt, String event) {
    Answer answer = server.post("{\"sentAt\":\"" + sentAt + "\",\"events\":[" + event + "]}");
    assertThat(answer.receipt()).isEqualTo("1 accepted, 0 duplicates");
  }

  private static void assertTenMinutesAgo(String id) {
    JsonNode event = server.event(id).json();
    Instant at = Instant.parse(event.path("at").asText());
    Instant received = Instant.parse(event.path("receivedAt").asText());
    assertThat(Duration.between(at, received))
        .isBetween(Duration.ofMinutes(10).minus(TOLERANCE), Duration.ofMinutes(10).plus(TOLERANCE));
  }
}
