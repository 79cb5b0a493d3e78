// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MarkerFactory;

/** Logs through OpenTelemetry's appender and exporter, and reads over REST what arrived. */
class OpenTelemetryLiveTest {
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

  @Test
  void log_errorsAmongOthers_areTheEventsAndCountOnce() {
    List<JsonNode> events =
        logged(
            "counted",
            client -> {
              Logger logger = client.logger("counted");
              logger.debug("not an error");
              logger.info("not an error {}", 1);
              logger.warn("not an error");
              logger.error("first");
              logger.error("second {}", 2);
              logger.info("an exception all the same", new IllegalStateException("third"));
            });

    assertThat(events)
        .extracting(event -> event.path("level").asText() + " " + event.path("message").asText())
        .containsExactlyInAnyOrder(
            "error first", "error second 2", "info an exception all the same");
  }

  @Test
  void log_exceptionWithAllThatTheAppenderKnows_isAllInTheEvent() {
    IllegalStateException cause = new IllegalStateException("row 5 missing");
    RuntimeException thrown = new RuntimeException("order 5 failed", cause);
    thrown.addSuppressed(
        new IllegalArgumentException("two\n\tat fake.Frame.x(Fake.java:1)\nlines"));
    JsonNode event =
        logged(
                "complete",
                client -> {
                  client.mdc("requestId", "r-1");
                  client.mdc("user.id", "u-7");
                  client
                      .logger("complete")
                      .atError()
                      .addMarker(MarkerFactory.getMarker("AUDIT"))
                      .addKeyValue("tenant", "acme")
                      .setCause(thrown)
                      .log("order {} failed", 5);
                })
            .getFirst();

    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("platform").asText()).isEqualTo("java");
    assertThat(event.path("message").asText()).isEqualTo("order 5 failed");
    assertThat(event.path("template").asText()).isEqualTo("order {} failed");
    assertThat(event.path("arguments")).hasToString("[\"5\"]");
    assertThat(event.path("logger").asText()).isEqualTo("complete");
    assertThat(event.path("environment").asText()).isEqualTo("production");
    assertThat(event.path("release").asText()).isEqualTo("shop@2.0.1");
    assertThat(event.path("origin").asText()).isEqualTo("app-3");
    assertThat(event.at("/user/id").asText()).isEqualTo("u-7");
    assertThat(event.at("/thread/name").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(event.path("markers")).hasToString("[\"AUDIT\"]");
    assertThat(event.at("/sdk/name").asText()).isEqualTo("opentelemetry");
    assertThat(event.at("/sdk/version").asText()).isEqualTo("1.50.0");
    assertThat(event.at("/tags/service.name").asText()).isEqualTo("shop");
    assertThat(event.at("/tags/cloud.region").asText()).isEqualTo("eu");
    assertThat(event.at("/tags/requestId").asText()).isEqualTo("r-1");
    assertThat(event.at("/tags/tenant").asText()).isEqualTo("acme");
    assertThat(event.path("notes")).isEmpty();
    assertThat(event.path("exceptions"))
        .extracting(one -> one.path("relation").asText() + " " + one.path("type").asText())
        .containsExactly(
            "thrown java.lang.RuntimeException",
            "cause java.lang.IllegalStateException",
            "suppressed java.lang.IllegalArgumentException");
    assertThat(event.at("/exceptions/2/message").asText())
        .isEqualTo("two\n\tat fake.Frame.x(Fake.java:1)\nlines");
    JsonNode frame = event.at("/exceptions/0/frames/0");
    assertThat(frame.path("class").asText()).isEqualTo(getClass().getName());
    assertThat(frame.path("file").asText()).isEqualTo("OpenTelemetryLiveTest.java");
    assertThat(frame.path("line").asInt()).isEqualTo(thrown.getStackTrace()[0].getLineNumber());
  }

  @Test
  void log_oneFaultTwice_isOneIssue() {
    logged(
        "twice",
        client -> {
          for (int i = 0; i < 2; i++) {
            client
                .logger("twice")
                .error("again and again", new IllegalStateException("order " + i));
          }
        });

    JsonNode issues = server.get("/api/v1/issues?search=again+and+again").json().path("items");
    assertThat(issues).hasSize(1);
    assertThat(issues.at("/0/count").asInt()).isEqualTo(2);
    assertThat(issues.at("/0/environments")).hasToString("[\"production\"]");
  }

  @Test
  void export_toTheAliasOfAProject_arrives() {
    assertThat(
            logged(
                "alias",
                client -> client.logger("alias").error("by the alias"),
                "/api/1/integration/otlp"))
        .hasSize(1);
  }

  private static List<JsonNode> logged(String name, Consumer<OpenTelemetryClient> logging) {
    return logged(name, logging, "");
  }

  /** The events that a logger's work has become. */
  private static List<JsonNode> logged(
      String name, Consumer<OpenTelemetryClient> logging, String prefix) {
    String address = server.server().address() + prefix + "/v1/logs";
    try (OpenTelemetryClient client =
        new OpenTelemetryClient(address, OpenTelemetryClient.shop())) {
      logging.accept(client);
      client.flush();
    }
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode issue : server.get("/api/v1/issues?limit=200").json().path("items")) {
      String path = "/api/v1/issues/" + issue.path("id").asText() + "/events?limit=200";
      for (JsonNode listed : server.get(path).json().path("items")) {
        JsonNode event = server.event(listed.path("id").asText()).json();
        if (event.path("logger").asText().equals(name)) {
          events.add(event);
        }
      }
    }
    return events;
  }
}
