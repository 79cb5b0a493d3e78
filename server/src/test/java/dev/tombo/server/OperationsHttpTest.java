// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries what a server tells whoever runs it. */
final class OperationsHttpTest {
  @TempDir private Path data;

  private static double metric(TestServer server, String line) {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(found -> found.startsWith(line + " "))
        .mapToDouble(found -> Double.parseDouble(found.substring(line.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + line));
  }

  @Test
  void ready_whileTheDatabaseIsLocked_saysWhichCheckFails() throws SQLException {
    try (TestServer server = TestServer.start(data);
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("tombo.db"));
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");

      Answer ready = server.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.detail())
          .isEqualTo("the database cannot be written: another process holds its lock");
      assertThat(ready.headers()).containsKey("retry-after");
      assertThat(server.get("/health/live").status()).isEqualTo(200);

      statement.execute("rollback");
    }
  }

  @Test
  void ready_withoutItsFile_saysSoAndNothingIsAccepted() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      Path file = data.resolve("tombo.db");
      Path aside = Files.move(file, data.resolve("aside.db"));

      Answer ready = server.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.detail())
          .isEqualTo("the database cannot be written: its file was removed or replaced");
      String body = Samples.batch(Samples.event(Samples.newId()));
      assertThat(server.post(body).status()).isEqualTo(503);

      Files.move(aside, file);
    }
  }

  @Test
  void metrics_afterABatch_tellOfEveryStage() throws Exception {
    try (TestServer server = TestServer.start(data)) {
      String body = Samples.batch(Samples.event(Samples.newId()), "{}");
      assertThat(server.post(body).receipt()).isEqualTo("1 accepted, 0 duplicates, 1 empty");

      assertThat(metric(server, "tombo_bodies_bytes_count")).isEqualTo(1);
      assertThat(metric(server, "tombo_bodies_bytes_sum")).isEqualTo(body.length());
      assertThat(metric(server, "tombo_decode_seconds_count")).isEqualTo(1);
      assertThat(metric(server, "tombo_prepare_seconds_count")).isEqualTo(1);
      assertThat(metric(server, "tombo_commit_seconds_count")).isEqualTo(1);
      assertThat(metric(server, "tombo_commit_items_sum")).isEqualTo(1);
      assertThat(metric(server, "tombo_items_total{outcome=\"accepted\"}")).isEqualTo(1);
      assertThat(metric(server, "tombo_items_rejected_total{reason=\"empty\"}")).isEqualTo(1);
      assertThat(metric(server, "tombo_items_rejected_total{reason=\"too_old\"}")).isZero();
      assertThat(metric(server, "tombo_commit_retries_total")).isZero();
      assertThat(metric(server, "tombo_commit_unavailable_total")).isZero();
      assertThat(metric(server, "tombo_queue_items")).isZero();
      assertThat(metric(server, "tombo_queue_bytes")).isZero();
      assertThat(metric(server, "tombo_requests_refused_total{reason=\"rate_limited\"}")).isZero();
      assertThat(metric(server, "tombo_store_bytes"))
          .isGreaterThanOrEqualTo((double) Files.size(data.resolve("tombo.db")));
      assertThat(
              metric(
                  server,
                  "tombo_http_requests_seconds_count"
                      + "{method=\"POST\",route=\"/api/v1/events\",status=\"200\"}"))
          .isEqualTo(1);
      assertThat(server.get("/metrics").body()).doesNotContain("shop", TestServer.TOKEN);
    }
  }

  @Test
  void metrics_ofLoadThatOthersSend_growByNoUnknownName() {
    try (TestServer server = TestServer.start(data)) {
      for (int i = 0; i < 50; i++) {
        server.get("/health/live/" + i);
        server.get("/api/v1/projects/" + i + "/events/none" + i);
      }
      assertThat(server.get("/metrics").body().lines()).hasSizeLessThan(150);
    }
  }
}
