// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Breadcrumb;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets Sentry's client for Java send to a real server, and reads what became of it. */
final class SentryJavaTest {
  private static final long PATIENCE_MILLIS = 30_000;

  @TempDir private Path data;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    Sentry.close();
    server.close();
  }

  @Test
  void captureException_withCause_isStoredWithAllItSays() {
    init();
    Sentry.setTag("region", "eu");
    User user = new User();
    user.setId("u-9");
    user.setEmail("b@example.com");
    Sentry.setUser(user);
    Sentry.addBreadcrumb(Breadcrumb.info("opened cart"));
    Exception cause = new IllegalStateException("row 5 not found");

    SentryId id = Sentry.captureException(new ExecutionException("order failed", cause));
    Sentry.flush(PATIENCE_MILLIS);

    JsonNode event = server.event(id.toString()).json();
    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("platform").asText()).isEqualTo("java");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.4.2");
    assertThat(event.path("environment").asText()).isEqualTo("staging");
    assertThat(event.path("origin").asText()).isEqualTo("app-3");
    assertThat(event.at("/tags/region").asText()).isEqualTo("eu");
    assertThat(event.at("/user/id").asText()).isEqualTo("u-9");
    assertThat(event.at("/user/email").asText()).isEqualTo("b@example.com");
    assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("opened cart");
    assertThat(event.at("/sdk/name").asText()).isEqualTo("sentry.java");
    assertThat(event.path("notes")).isEmpty();
    assertThrown(event.at("/exceptions/0"), ExecutionException.class, "order failed", "thrown");
    assertThrown(event.at("/exceptions/1"), cause.getClass(), "row 5 not found", "cause");
    assertThat(event.at("/exceptions/1/of").intValue()).isZero();
    JsonNode newest = event.at("/exceptions/0/frames/0");
    assertThat(newest.path("class").asText()).isEqualTo(SentryJavaTest.class.getName());
    assertThat(newest.path("method").asText())
        .isEqualTo("captureException_withCause_isStoredWithAllItSays");
    assertThat(newest.path("file").asText()).isEqualTo("SentryJavaTest.java");
    assertThat(newest.path("line").intValue()).isPositive();
    assertThat(newest.path("inApp").booleanValue()).isTrue();
    JsonNode issue = server.get("/api/v1/issues").json().at("/items/0");
    assertThat(issue.path("count").asText()).isEqualTo("1");
    assertThat(issue.path("title").asText())
        .isEqualTo("java.lang.IllegalStateException: row 5 not found");
  }

  private void init() {
    Sentry.init(this::configure);
  }

  private void configure(SentryOptions options) {
    options.setDsn(new SentryWire(server).dsn());
    options.setRelease("shop@1.4.2");
    options.setEnvironment("staging");
    options.setServerName("app-3");
    options.addInAppInclude("dev.tombo");
    options.setEnableUncaughtExceptionHandler(false);
  }

  private static void assertThrown(
      JsonNode thrown, Class<?> type, String message, String relation) {
    assertThat(thrown.path("type").asText()).isEqualTo(type.getName());
    assertThat(thrown.path("message").asText()).isEqualTo(message);
    assertThat(thrown.path("relation").asText()).isEqualTo(relation);
  }
}
