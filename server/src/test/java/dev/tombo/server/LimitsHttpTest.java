// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends a real server more than a project takes. */
class LimitsHttpTest {
  /** Problems as the SDK's tests read them; {@code -Dgolden.write=true} rewrites them. */
  private static final Path GOLDEN = Path.of("src", "test", "golden");

  @TempDir private Path data;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void post_fasterThanTheRateLimit_isToldToWait() throws IOException {
    limit("{\"rateLimit\":1}");
    String batch = events(1_000);
    assertThat(server.post(batch).receipt()).isEqualTo("1000 accepted, 0 duplicates");

    Answer answer = server.post(batch);

    assertProblem(answer, "rate-limited");
    assertThat(seconds(answer)).isBetween(50L, 61L);
    assertThat(server.get("/metrics").body())
        .contains("tombo_requests_refused_total{reason=\"rate_limited\"} 1.0")
        .contains("tombo_requests_refused_total{reason=\"over_quota\"} 0.0");
    limit("{\"rateLimit\":null}");
    assertThat(server.post(batch).receipt()).isEqualTo("0 accepted, 1000 duplicates");
  }

  @Test
  void post_overTheQuota_isToldToGiveUp() throws IOException {
    limit("{\"dailyQuota\":2}");
    String one = events(1);
    assertThat(server.post(one).receipt()).isEqualTo("1 accepted, 0 duplicates");
    assertThat(server.post(one).receipt()).isEqualTo("0 accepted, 1 duplicates");
    assertThat(server.post(events(3)).receipt()).isEqualTo("3 accepted, 0 duplicates");

    Answer answer = server.post(one);

    assertProblem(answer, "over-quota");
    assertThat(seconds(answer)).isBetween(1L, 86_400L);
    restart();
    assertThat(server.post(one).status()).isEqualTo(429);
    limit("{\"dailyQuota\":5}");
    assertThat(server.post(events(1)).receipt()).isEqualTo("1 accepted, 0 duplicates");
    assertThat(server.post(one).status()).isEqualTo(429);
    limit("{\"dailyQuota\":null}");
    assertThat(server.post(one).receipt()).isEqualTo("0 accepted, 1 duplicates");
  }

  @Test
  void post_overTheMonthsQuota_isToldToGiveUpForTheMonth() throws IOException {
    limit("{\"monthlyQuota\":2}");
    assertThat(server.post(events(2)).receipt()).isEqualTo("2 accepted, 0 duplicates");

    Answer answer = server.post(events(1));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/over-quota");
    assertThat(answer.json().path("detail").asText()).contains("this month");
    assertThat(seconds(answer)).isBetween(1L, 31 * 86_400L);
    limit("{\"monthlyQuota\":null}");
    assertThat(server.post(events(1)).receipt()).isEqualTo("1 accepted, 0 duplicates");
  }

  @Test
  void ledger_ofAllThatCame_saysWhatBecameOfIt() {
    String batch =
        "{\"id\":\"%032x\",\"events\":[{\"id\":\"%032x\",\"message\":\"m\"},{\"id\":\"no\"}],"
                .formatted(1, 2)
            + "\"repeats\":[{\"id\":\"%032x\",\"of\":\"%032x\",\"count\":7}],".formatted(3, 2)
            + "\"discarded\":[{\"reason\":\"queue_full\",\"count\":3}]}";
    assertThat(server.post(batch).status()).isEqualTo(200);
    assertThat(server.post(batch).status()).isEqualTo(200);
    assertThat(server.post("nonsense").status()).isEqualTo(400);
    limit("{\"dailyQuota\":0}");
    assertThat(server.post(batch).status()).isEqualTo(429);
    assertThat(server.post(batch).status()).isEqualTo(429);
    restart();

    Answer answer = server.get("/api/v1/projects/1/ledger?interval=day");

    assertThat(answer.json().path("items"))
        .extracting(
            one ->
                one.path("outcome").asText()
                    + " "
                    + one.path("reason").asText("")
                    + " "
                    + one.path("count").longValue())
        .containsExactly(
            "accepted  2",
            "duplicate  2",
            "rejected invalid_id 1",
            "folded  7",
            "discarded queue_full 3",
            "refused malformed 1",
            "refused over_quota 2");
    assertThat(server.get("/api/v1/projects/1/ledger?since=2026-01-01T00:00:00Z").status())
        .isEqualTo(400);
  }

  @Test
  void post_overTheQuota_isRefusedBeforeTheBodyIsRead() {
    limit("{\"dailyQuota\":0}");
    byte[] body = new byte[1 << 20];

    assertThat(server.post("text/plain", body).status()).isEqualTo(429);
    assertThat(server.post(TestServer.JSON, body, "Content-Encoding", "gzip").status())
        .isEqualTo(429);
    assertThat(server.post("nonsense").status()).isEqualTo(429);
    limit("{\"dailyQuota\":1}");
    assertThat(server.post("text/plain", body).status()).isEqualTo(415);
    assertThat(server.post("nonsense").status()).isEqualTo(400);
    assertThat(server.post(events(1)).status()).isEqualTo(200);
  }

  @Test
  void post_toAnotherProject_isNotTouched() {
    limit("{\"rateLimit\":1,\"dailyQuota\":0}");
    String credential = server.accessToken();
    server.send("POST", "/api/v1/projects", "{\"name\":\"free\"}", credential);
    String token = server.get("/api/v1/projects/2/tokens").json().at("/items/0/token").asText();

    for (int i = 0; i < 3; i++) {
      assertThat(server.send("POST", TestServer.EVENTS, events(100), token).status())
          .isEqualTo(200);
    }
    assertThat(server.post(events(1)).status()).isEqualTo(429);
  }

  private void restart() {
    server.close();
    server = TestServer.start(data);
  }

  private void limit(String json) {
    assertThat(server.send("PATCH", "/api/v1/projects/1", json, server.accessToken()).status())
        .isEqualTo(200);
  }

  private static String events(int count) {
    String[] events = new String[count];
    for (int i = 0; i < count; i++) {
      events[i] = Samples.event(Samples.newId());
    }
    return Samples.batch(events);
  }

  private static long seconds(Answer answer) {
    return Long.parseLong(answer.headers().get("retry-after"));
  }

  private static void assertProblem(Answer answer, String name) throws IOException {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + name);
    Path file = GOLDEN.resolve(name + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, answer.body() + "\n");
    }
    assertThat(answer.body() + "\n").isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
  }
}
