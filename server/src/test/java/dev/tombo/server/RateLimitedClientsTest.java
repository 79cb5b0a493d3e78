// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.sentry.Sentry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets real clients run into a short rate limit: they are quiet for as long, then they go on. */
final class RateLimitedClientsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** One event a second: three at once owe the time of two. */
  private static final String RATE = "{\"rateLimit\":1}";

  @TempDir private Path data;
  private TestServer server;

  @BeforeEach
  void limit() {
    server = TestServer.start(data);
    assertThat(server.patch("/api/v1/projects/1", RATE).status()).isEqualTo(200);
    String id = Samples.newId();
    String batch =
        Samples.batch(
            Samples.event(id), Samples.event(Samples.newId()), Samples.event(Samples.newId()));
    assertThat(server.post(batch).status()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    Sentry.close();
    server.close();
  }

  @Test
  void sentry_limitedForSeconds_sendsNothingMeanwhileAndItsNextEventAfter() {
    SentryScenes.init(new SentryWire(server).dsn(), options -> {});
    Instant start = Instant.now();

    while (counted("still here") == 0) {
      assertThat(Duration.between(start, Instant.now())).isLessThan(PATIENCE);
      Sentry.captureMessage("still here");
      SentryScenes.flush();
    }

    assertThat(answered("/api/{project}/envelope[/]", 429)).isEqualTo(1);
    assertThat(counted("still here")).isEqualTo(1);
  }

  @Test
  void openTelemetry_limitedForSeconds_sendsTheSameAgainUntilItIsTaken() {
    String address = server.server().address() + "/v1/logs";
    try (OpenTelemetryClient client =
        new OpenTelemetryClient(address, OpenTelemetryClient.shop())) {
      client.logger("limited").error("sent again");
      client.flush();
    }

    assertThat(answered("/v1/logs", 429)).isBetween(1L, 4L);
    assertThat(answered("/v1/logs", 200)).isEqualTo(1);
    assertThat(counted("sent again")).isEqualTo(1);
  }

  private int counted(String search) {
    String path = "/api/v1/issues?search=" + search.replace(" ", "+");
    return server.get(path).json().at("/items/0/count").asInt();
  }

  /** How many requests of a route were answered so. */
  private long answered(String route, int status) {
    Matcher found =
        Pattern.compile(
                "tombo_http_requests_seconds_count\\{method=\"POST\",route=\""
                    + Pattern.quote(route)
                    + "\",status=\""
                    + status
                    + "\"} (\\d+)")
            .matcher(server.get("/metrics").body());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
