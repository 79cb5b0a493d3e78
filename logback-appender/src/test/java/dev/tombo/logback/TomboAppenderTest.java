// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** Drives Logback with real configuration files and reads what arrives at a server. */
final class TomboAppenderTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    inbox = new Inbox();
  }

  @AfterEach
  void close() throws IOException {
    MDC.clear();
    inbox.close();
  }

  private Logging full() throws JoranException {
    return Logging.of("full.xml", "endpoint", inbox.endpoint(), "token", TOKEN);
  }

  @Test
  void logback_onTheClassPath_isTheExpectedOne() {
    String jar =
        LoggerFactory.getILoggerFactory()
            .getClass()
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toString();

    assertThat(jar).contains(System.getProperty("expectedLogback", "logback"));
  }

  @Test
  void error_withException_arrivesWithEveryField() throws Exception {
    Instant before = Instant.now();
    try (Logging logging = full()) {
      MDC.put("requestId", "r-1");
      Exception failure =
          new IllegalStateException("closed", new UncheckedIOException(new IOException("gone")));
      failure.addSuppressed(new IllegalArgumentException("also"));
      logging.logger("com.acme.Orders").error("order {} of {} failed", 42, "ann", failure);
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(inbox.credentials()).containsOnly("Bearer " + TOKEN);
    assertThat(event.path("id").asText()).matches("[0-9a-f]{32}");
    assertThat(Instant.parse(event.path("occurredAt").asText()))
        .isBetween(before.minusMillis(1), Instant.now());
    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("logger").asText()).isEqualTo("com.acme.Orders");
    assertThat(event.path("message").asText()).isEqualTo("order 42 of ann failed");
    assertThat(event.path("template").asText()).isEqualTo("order {} of {} failed");
    assertThat(event.path("arguments")).extracting(JsonNode::asText).containsExactly("42", "ann");
    assertThat(event.path("thread").path("name").asText())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(event.path("environment").asText()).isEqualTo("staging");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.4.2");
    assertThat(event.path("origin").asText()).isEqualTo("shop-1.example.com");
    assertThat(event.path("tags").toString())
        .isEqualTo("{\"team\":\"payments\",\"region\":\"eu\"}");
    assertThat(event.path("context").path("mdc").toString()).isEqualTo("{\"requestId\":\"r-1\"}");
    assertThat(event.path("exceptions"))
        .extracting(exception -> exception.path("relation").asText())
        .containsExactly("thrown", "cause", "cause", "suppressed");
    assertThat(event.path("exceptions").path(2).path("message").asText()).isEqualTo("gone");
    JsonNode frame = event.path("exceptions").path(0).path("frames").path(0);
    assertThat(frame.path("class").asText()).isEqualTo(TomboAppenderTest.class.getName());
    assertThat(frame.path("inApp").isBoolean()).isTrue();
  }

  @Test
  void inApp_repeatedAndWithCommas_marksTheFramesOfEach() throws Exception {
    Exception failure = new IllegalStateException("closed");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.A", "a", "A.java", 1),
          new StackTraceElement("org.acme.B", "b", "B.java", 2),
          new StackTraceElement("net.acme.C", "c", "C.java", 3),
          new StackTraceElement("com.acmecorp.D", "d", "D.java", 4)
        });
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error("failed", failure);
    }

    assertThat(inbox.onlyEvent().path("exceptions").path(0).path("frames"))
        .extracting(frame -> frame.path("inApp").asBoolean())
        .containsExactly(true, true, true, false);
  }

  @Test
  void message_withoutArguments_hasNoTemplate() throws Exception {
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error("order {} failed");
    }

    assertThat(inbox.onlyEvent().has("template")).isFalse();
    assertThat(inbox.onlyEvent().path("message").asText()).isEqualTo("order {} failed");
  }

  @Test
  void levels_atOrAboveTheMinimum_arriveUnderTheirNames() throws Exception {
    try (Logging logging = full()) {
      Logger logger = logging.logger("com.acme.Orders");
      logger.debug("one");
      logger.info("two");
      logger.warn("three");
      logger.error("four");
    }

    assertThat(inbox.events())
        .extracting(event -> event.path("level").asText())
        .containsExactly("warning", "error");
  }

  @Test
  void marker_withReferencesInACircle_arrivesWithThem() throws Exception {
    Marker audit = MarkerFactory.getDetachedMarker("AUDIT");
    Marker security = MarkerFactory.getDetachedMarker("SECURITY");
    Marker legal = MarkerFactory.getDetachedMarker("LEGAL");
    audit.add(security);
    security.add(legal);
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error(audit, "denied");
    }

    assertThat(inbox.onlyEvent().path("markers"))
        .extracting(JsonNode::asText)
        .containsExactly("AUDIT", "SECURITY", "LEGAL");
  }

  @Test
  @Tag("slf4j2")
  void fluentCall_withPairsAndMarkers_arrivesTyped() throws Exception {
    try (Logging logging = full()) {
      logging
          .logger("com.acme.Orders")
          .atError()
          .addMarker(MarkerFactory.getMarker("ONE"))
          .addMarker(MarkerFactory.getMarker("TWO"))
          .addKeyValue("attempt", 3)
          .addKeyValue("paid", false)
          .addKeyValue("cart", "c-9")
          .addKeyValue("coupon", (Object) null)
          .log("declined");
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("markers")).extracting(JsonNode::asText).containsExactly("ONE", "TWO");
    assertThat(event.path("context").path("keyValues").toString())
        .startsWith("{\"attempt\":3,\"paid\":false,\"cart\":\"c-9\",\"coupon\":");
  }

  @Test
  void asyncAppender_inFront_keepsThreadAndMdcOfTheCaller() throws Exception {
    try (Logging logging = Logging.of("async.xml", "endpoint", inbox.endpoint(), "token", TOKEN)) {
      MDC.put("requestId", "r-2");
      logging.logger("com.acme.Orders").error("failed");
      MDC.clear();
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("thread").path("name").asText())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(event.path("context").path("mdc").path("requestId").asText()).isEqualTo("r-2");
  }

  @Test
  void minimalConfiguration_withSettingsOfTheProcess_sends() throws Exception {
    System.setProperty("tombo.endpoint", inbox.endpoint());
    System.setProperty("tombo.token", TOKEN);
    try (Logging logging = Logging.of("minimal.xml")) {
      logging.logger("com.acme.Orders").warn("not shipped by default");
      logging.logger("com.acme.Orders").error("failed");
    } finally {
      System.clearProperty("tombo.endpoint");
      System.clearProperty("tombo.token");
    }

    assertThat(inbox.onlyEvent().path("message").asText()).isEqualTo("failed");
  }

  @Test
  void sdkLogger_isNotShipped_butThoseBelowItsPackageAre() throws Exception {
    try (Logging logging = full()) {
      logging.logger("dev.tombo.Tombo").error("Sending failed");
      logging.logger("dev.tombo.shop.Orders").error("failed");
    }

    assertThat(inbox.onlyEvent().path("logger").asText()).isEqualTo("dev.tombo.shop.Orders");
  }

  @Test
  void reconfiguration_whileRunning_losesNothing() throws Exception {
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error("before");
      logging.configure("full.xml", "endpoint", inbox.endpoint(), "token", TOKEN);
      logging.logger("com.acme.Orders").error("after");
    }

    assertThat(messages()).containsExactly("before", "after");
  }

  @Test
  void senselessSettings_areWarningsAndDefaultsHold() throws Exception {
    List<Status> statuses;
    try (Logging logging =
        Logging.of("senseless.xml", "endpoint", inbox.endpoint(), "token", TOKEN)) {
      logging.logger("com.acme.Orders").warn("not shipped by default");
      logging.logger("com.acme.Orders").error("failed");
      statuses = logging.statuses();
    }

    assertThat(messages()).containsExactly("failed");
    assertThat(statuses).extracting(Status::getMessage).anyMatch(text -> text.contains("EROR"));
    assertThat(statuses).extracting(Status::getMessage).anyMatch(text -> text.contains("soon"));
    assertThat(statuses).allMatch(status -> status.getLevel() < Status.ERROR);
  }

  @Test
  void settingsOfTheSdk_areAttributesToo(@TempDir Path directory) throws Exception {
    try (Logging logging =
        Logging.of(
            "spooling.xml",
            "endpoint",
            inbox.endpoint(),
            "token",
            TOKEN,
            "directory",
            directory.toString())) {
      logging.logger("com.acme.Orders").error("refused: password=hunter2");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).isNotEmpty();
      }
    }

    assertThat(messages()).containsExactly("refused: password=hunter2");
  }

  @Test
  void settingsOfTheSdk_maxFramesAndRedactKeys_apply() throws Exception {
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error("customer=ann", new IllegalStateException());
    }

    assertThat(inbox.onlyEvent().path("message").asText()).doesNotContain("ann");
    assertThat(inbox.onlyEvent().path("exceptions").path(0).path("frames")).hasSizeLessThan(11);
  }

  private List<String> messages() {
    return inbox.events().stream()
        .map(event -> event.path("message").asText())
        .collect(Collectors.toList());
  }
}
