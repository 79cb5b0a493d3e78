// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.PublicUrl;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries a server behind a proxy that may take its base path off, or leave it. */
final class BasePathHttpTest {
  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    PublicUrl url = PublicUrl.parse("https://errors.example.com/a/base");
    server = TestServer.start(data, config -> config.publicUrl(url));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a/base"})
  void request_withTheBasePathOrWithoutIt_isAnswered(String base) {
    assertThat(server.get(base + "/health/live").status()).isEqualTo(200);
    assertThat(server.get(base + "/api/v1/issues/1-99").status()).isEqualTo(404);
    Answer wrongMethod = server.send(server.request(base + "/api/v1/issues").DELETE());
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.headers()).containsEntry("allow", "GET");
    String id = Samples.newId();
    Answer posted =
        server.send(
            server
                .request(base + TestServer.EVENTS)
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .header("Content-Type", TestServer.JSON)
                .POST(BodyPublishers.ofString(Samples.batch(Samples.event(id)))));
    assertThat(posted.receipt()).isEqualTo("1 accepted, 0 duplicates");
    assertThat(server.get(base + "/api/v1/projects/1/events/" + id).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a", "/a/health/live", "/base/health/live", "/a/base/a/base/health/live"})
  void request_withAnotherPath_isNotFound(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a/base"})
  void envelope_withTheBasePathOrWithoutIt_isTaken(String base) {
    String path = base + "/api/1/envelope/?sentry_key=" + TestServer.TOKEN;
    byte[] body = "{}\n{\"type\":\"event\"}\n{\"message\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    assertThat(new SentryWire(server).post(path, body).status()).isEqualTo(200);
  }

  @Test
  void metrics_ofRoutes_areOneForBothPaths() {
    assertThat(server.get("/a/base/health/live").status()).isEqualTo(200);

    assertThat(server.get("/metrics").body())
        .contains("route=\"/health/live\"")
        .doesNotContain("/a/base");
  }
}
