// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a real server what clients folded into counts: repeats and discarded events. */
class RepeatsHttpTest {
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
  void repeat_ofKnownEvent_isCounted() {
    String event = Samples.newId();
    server.post(Samples.batch(named(event, "known")));
    String repeats = repeats(Samples.repeat(Samples.newId(), event, ",\"count\":41"));

    assertThat(server.post(repeats).receipt()).isEqualTo("1 accepted, 0 duplicates");
    assertThat(count("known")).isEqualTo(42);
    assertThat(server.post(repeats).receipt()).isEqualTo("0 accepted, 1 duplicates");
    assertThat(count("known")).isEqualTo(42);
  }

  @Test
  void repeat_ofEventInTheSameBatch_isCounted() {
    String event = Samples.newId();
    String body =
        "{\"events\":["
            + named(event, "together")
            + "],\"repeats\":["
            + Samples.repeat(Samples.newId(), event, ",\"count\":9")
            + "]}";

    assertThat(server.post(body).receipt()).isEqualTo("2 accepted, 0 duplicates");
    assertThat(count("together")).isEqualTo(10);
  }

  @Test
  void repeat_ofUnknownEventThatItBrings_standsAlone() {
    String repeat = Samples.newId();
    String brought = ",\"count\":5,\"event\":{\"message\":\"alone\",\"logger\":\"alone\"}";

    assertThat(server.post(repeats(Samples.repeat(repeat, Samples.newId(), brought))).receipt())
        .isEqualTo("1 accepted, 0 duplicates");

    assertThat(count("alone")).isEqualTo(5);
    assertThat(server.event(repeat).json().path("id").asText()).isEqualTo(repeat);
  }

  @Test
  void repeat_ofUnknownEventThatItDoesNotBring_isRejected() {
    String one = Samples.repeat(Samples.newId(), Samples.newId(), ",\"count\":5");
    String other = Samples.repeat(Samples.newId(), Samples.newId(), ",\"event\":{}");

    assertThat(server.post(repeats(one, other)).receipt())
        .isEqualTo("0 accepted, 0 duplicates, 0 unknown_event, 1 unknown_event");
  }

  @Test
  void repeat_malformed_isRejectedAlone() {
    String known = Samples.newId();
    server.post(Samples.batch(named(known, "malformed")));

    Answer answer =
        server.post(
            repeats(
                "{\"id\":\"x\",\"of\":\"" + known + "\"}",
                "{\"id\":\"" + Samples.newId() + "\"}",
                Samples.repeat(Samples.newId(), known, ",\"count\":0"),
                Samples.repeat(Samples.newId(), known, ",\"count\":-5"),
                Samples.repeat(Samples.newId(), known, ",\"count\":9223372036854775807"),
                Samples.repeat(Samples.newId(), known, "")));

    assertThat(answer.receipt())
        .isEqualTo(
            "1 accepted, 0 duplicates, 0 invalid_id, 1 invalid_id, 2 malformed, 3 malformed,"
                + " 4 malformed");
    assertThat(count("malformed")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-999999999-01-01T00:00:00Z",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2026-11-23"
      })
  void repeat_extremeTimes_isNoFailure(String time) {
    String known = Samples.newId();
    server.post(Samples.batch(named(known, "extreme")));
    String first = Samples.repeat(Samples.newId(), known, ",\"firstAt\":\"" + time + "\"");
    String last = Samples.repeat(Samples.newId(), known, ",\"lastAt\":\"" + time + "\"");

    Answer answer = server.post(repeats(first, last));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(server.get("/api/v1/issues").status()).isEqualTo(200);
  }

  @Test
  void ndjson_eventRepeatAndDiscards_areTaken() throws SQLException {
    String event = Samples.newId();
    String body =
        "{\"event\":"
            + named(event, "lines")
            + "}\n{\"repeat\":"
            + Samples.repeat(Samples.newId(), event, ",\"count\":2")
            + "}\n{\"discarded\":{\"reason\":\"lines\",\"count\":7}}\n";

    Answer answer = server.post(TestServer.NDJSON, body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.receipt()).isEqualTo("2 accepted, 0 duplicates");
    assertThat(count("lines")).isEqualTo(3);
    assertThat(losses()).containsEntry("lines", 7L);
  }

  @Test
  void discarded_sameBatchAgain_countsOnce() throws SQLException {
    String discarded =
        "\"discarded\":[{\"reason\":\"once\",\"count\":3},{\"reason\":\"once\",\"count\":2}]";
    String batch = "{\"id\":\"" + Samples.newId() + "\"," + discarded + "}";
    String another = "{\"id\":\"" + Samples.newId() + "\"," + discarded + "}";

    server.post(batch);
    server.post(batch);
    assertThat(losses()).containsEntry("once", 5L);

    server.post(another);
    assertThat(losses()).containsEntry("once", 10L);
  }

  @Test
  void discarded_nonsense_countsNothing() throws SQLException {
    String entries =
        "{\"reason\":\"none\",\"count\":0},{\"reason\":\"none\",\"count\":-1},{\"reason\":\"none\"},"
            + "{\"count\":3},{\"reason\":\" \",\"count\":1},null,7,{}";

    assertThat(server.post("{\"discarded\":[" + entries + "]}").receipt())
        .isEqualTo("0 accepted, 0 duplicates");

    assertThat(losses()).doesNotContainKey("none");
  }

  @Test
  void rejected_items_areCountedByReason() throws SQLException {
    long before = losses().getOrDefault("too_large", 0L);

    server.post(Samples.batch(Samples.large(Samples.newId(), 2 << 20)));

    assertThat(losses()).containsEntry("too_large", before + 1);
  }

  private static String repeats(String... repeats) {
    return "{\"repeats\":[" + String.join(",", repeats) + "]}";
  }

  /** An event of an issue of its own. */
  private static String named(String id, String name) {
    return Samples.event(id, "\"message\":\"" + name + "\",\"logger\":\"" + name + "\"");
  }

  private static long count(String title) {
    for (JsonNode issue : server.get("/api/v1/issues?limit=200").json().path("items")) {
      if (issue.path("title").asText().contains(title)) {
        return issue.path("count").longValue();
      }
    }
    throw new AssertionError("no issue: " + title);
  }

  private static Map<String, Long> losses() throws SQLException {
    Map<String, Long> losses = new TreeMap<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tombo.db"));
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select reason, sum(count) from ledger where reason <> '' group by reason")) {
      while (row.next()) {
        losses.put(row.getString(1), row.getLong(2));
      }
    }
    return losses;
  }
}
