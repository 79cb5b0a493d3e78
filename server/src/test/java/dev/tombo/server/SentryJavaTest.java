// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.protocol.SentryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets Sentry's client for Java send to a real server, and reads what became of it. */
final class SentryJavaTest {
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
  void captured_exceptionWithCause_isStoredWithAllItSays() {
    init(options -> {});

    SentryId id = SentryScenes.captured();
    SentryScenes.flush();

    JsonNode event = server.event(id.toString()).json();
    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("platform").asText()).isEqualTo("java");
    assertThat(event.at("/sdk/name").asText()).isEqualTo("sentry.java");
    assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("opened cart");
    assertCommon(event);
    assertThrown(event.at("/exceptions/0"), ExecutionException.class, "order failed", "thrown");
    List<String> others = new ArrayList<>();
    for (JsonNode thrown : event.path("exceptions")) {
      others.add(
          thrown.path("relation").asText()
              + " of "
              + thrown.path("of").asText()
              + ": "
              + thrown.path("message").asText());
    }
    assertThat(others)
        .containsExactlyInAnyOrder(
            "thrown of : order failed",
            "cause of 0: row 5 not found",
            "suppressed of 0: cannot close");
    JsonNode newest = event.at("/exceptions/0/frames/0");
    assertThat(newest.path("class").asText()).isEqualTo(SentryScenes.class.getName());
    assertThat(newest.path("method").asText()).isEqualTo("captured");
    assertThat(newest.path("file").asText()).isEqualTo("SentryScenes.java");
    assertThat(newest.path("line").intValue()).isPositive();
    assertThat(newest.path("inApp").booleanValue()).isTrue();
    assertThat(only().path("title").asText())
        .isEqualTo("java.lang.IllegalStateException: row 5 not found");
  }

  @Test
  void logback_textAndException_areTwoEvents() {
    init(options -> {});

    SentryScenes.logback();
    SentryScenes.flush();

    JsonNode text = latest("payment 991 failed for ann");
    assertThat(text.path("template").asText()).isEqualTo("payment {} failed for {}");
    assertThat(text.path("arguments").toString()).isEqualTo("[\"991\",\"ann\"]");
    assertThat(text.path("logger").asText()).isEqualTo("com.acme.Checkout");
    assertThat(text.at("/context/MDC/requestId").asText()).isEqualTo("r-1");
    assertCommon(text);
    JsonNode thrown = latest("disk full");
    assertThat(thrown.path("message").asText()).isEqualTo("order 12 failed");
    assertThrown(
        thrown.at("/exceptions/0"),
        UncheckedIOException.class,
        "java.io.IOException: disk full",
        "thrown");
    assertThrown(thrown.at("/exceptions/1"), IOException.class, "disk full", "cause");
    assertThat(events()).isEqualTo(2);
  }

  @Test
  void logback_logsSentToo_countsEachErrorOnce() {
    init(options -> options.getLogs().setEnabled(true));

    SentryScenes.logback();
    SentryScenes.flush();

    assertThat(events()).isEqualTo(2);
  }

  @Test
  void log4j2_exception_isAnEventWithTheContext() {
    init(options -> {});

    SentryScenes.log4j2();
    SentryScenes.flush();

    JsonNode event = latest("no such customer");
    assertThat(event.path("message").asText()).isEqualTo("invoice 7 failed");
    assertThat(event.path("logger").asText()).isEqualTo("com.acme.Billing");
    assertThat(event.at("/context/Context Data/requestId").asText()).isEqualTo("r-2");
    assertThrown(
        event.at("/exceptions/0"), IllegalArgumentException.class, "no such customer", "thrown");
    assertCommon(event);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void uncaught_exception_isFatalAndNotHandled() {
    init(options -> options.setEnableUncaughtExceptionHandler(true));

    SentryScenes.uncaught();
    SentryScenes.flush();

    JsonNode event = latest("nobody catches this");
    assertThat(event.path("level").asText()).isEqualTo("fatal");
    assertThat(event.path("handled").booleanValue()).isFalse();
    assertThat(event.path("handled").isBoolean()).isTrue();
    assertCommon(event);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void overQuota_client_sendsNothingMore() {
    server.patch("/api/v1/projects/1", "{\"dailyQuota\":0}");
    init(options -> {});

    for (int i = 0; i < 5; i++) {
      Sentry.captureException(new IllegalStateException("failure " + i));
      SentryScenes.flush();
    }

    assertThat(requests(429)).isEqualTo(1);
    assertThat(requests(200)).isZero();
  }

  @Test
  void declined_items_areNotSentAgain() {
    init(options -> options.setTracesSampleRate(1.0));
    SentryScenes.declined();
    SentryScenes.flush();
    long first = requests(200);

    for (int i = 0; i < 5; i++) {
      SentryScenes.declined();
      SentryScenes.flush();
    }

    assertThat(first).isBetween(1L, 2L);
    assertThat(requests(200)).isEqualTo(first);
    assertThat(events()).isZero();
  }

  private void init(Consumer<SentryOptions> more) {
    SentryScenes.init(new SentryWire(server).dsn(), more);
  }

  private static void assertCommon(JsonNode event) {
    assertThat(event.path("release").asText()).isEqualTo("shop@1.4.2");
    assertThat(event.path("environment").asText()).isEqualTo("staging");
    assertThat(event.path("origin").asText()).isEqualTo("app-3");
    assertThat(event.at("/tags/region").asText()).isEqualTo("eu");
    assertThat(event.at("/user/id").asText()).isEqualTo("u-9");
    assertThat(event.at("/user/email").asText()).isEqualTo("b@example.com");
    assertThat(event.path("notes")).isEmpty();
  }

  private static void assertThrown(
      JsonNode thrown, Class<?> type, String message, String relation) {
    assertThat(thrown.path("type").asText()).isEqualTo(type.getName());
    assertThat(thrown.path("message").asText()).isEqualTo(message);
    assertThat(thrown.path("relation").asText()).isEqualTo(relation);
  }

  /** The only issue there is. */
  private JsonNode only() {
    JsonNode issues = server.get("/api/v1/issues").json().path("items");
    assertThat(issues).hasSize(1);
    return issues.path(0);
  }

  /** The latest event of the only issue whose title holds a text. */
  private JsonNode latest(String title) {
    for (JsonNode issue : server.get("/api/v1/issues").json().path("items")) {
      if (issue.path("title").asText().contains(title)) {
        return server.get("/api/v1/issues/" + issue.path("id").asText()).json().path("latestEvent");
      }
    }
    throw new AssertionError("no issue: " + title);
  }

  /** How many events were counted in all. */
  private long events() {
    long events = 0;
    for (JsonNode issue : server.get("/api/v1/issues").json().path("items")) {
      events += issue.path("count").asLong();
    }
    return events;
  }

  /** How many envelopes were answered so. */
  private long requests(int status) {
    Matcher found =
        Pattern.compile(
                "tombo_http_requests_seconds_count\\{method=\"POST\","
                    + "route=\"/api/\\{project}/envelope\\[/]\",status=\""
                    + status
                    + "\"} (\\d+)")
            .matcher(server.get("/metrics").body());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
