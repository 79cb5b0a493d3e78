// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives Log4j with real configuration files and reads what arrives at a server. */
final class TomboAppenderTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    inbox = new Inbox();
  }

  @AfterEach
  void close() throws IOException {
    ThreadContext.clearAll();
    inbox.close();
  }

  private Logging full() throws Exception {
    return Logging.of("full.xml", inbox.endpoint(), TOKEN);
  }

  @Test
  void log4j_onTheClassPath_isTheExpectedOne() {
    String jar = LoggerContext.class.getProtectionDomain().getCodeSource().getLocation().toString();

    assertThat(jar).contains(System.getProperty("expectedLog4j", "log4j"));
  }

  @Test
  void pluginDescriptor_isAmongTheModulesOwnFiles() throws Exception {
    URL home = TomboAppender.class.getProtectionDomain().getCodeSource().getLocation();

    try (InputStream descriptor = new URL(home, PluginProcessor.PLUGIN_CACHE_FILE).openStream()) {
      assertThat(descriptor)
          .asString(StandardCharsets.UTF_8)
          .contains("tombo", TomboAppender.class.getName());
    }
  }

  @Test
  void error_withException_arrivesWithEveryField() throws Exception {
    Instant before = Instant.now();
    try (Logging logging = full()) {
      ThreadContext.put("requestId", "r-1");
      ThreadContext.push("import");
      ThreadContext.push("line 7");
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
    assertThat(event.path("thread").path("id").asLong()).isEqualTo(Thread.currentThread().getId());
    assertThat(event.path("thread").path("name").asText())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(event.path("environment").asText()).isEqualTo("staging");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.4.2");
    assertThat(event.path("origin").asText()).isEqualTo("shop-1.example.com");
    assertThat(event.path("tags").toString())
        .isEqualTo("{\"team\":\"payments\",\"region\":\"eu\"}");
    assertThat(event.path("context").path("mdc").toString()).isEqualTo("{\"requestId\":\"r-1\"}");
    assertThat(event.path("context").path("ndc").path("stack"))
        .extracting(JsonNode::asText)
        .containsExactly("import", "line 7");
    assertThat(event.path("exceptions"))
        .extracting(exception -> exception.path("relation").asText())
        .containsExactly("thrown", "cause", "cause", "suppressed");
    JsonNode frame = event.path("exceptions").path(0).path("frames").path(0);
    assertThat(frame.path("class").asText()).isEqualTo(TomboAppenderTest.class.getName());
    assertThat(frame.path("inApp").isBoolean()).isTrue();
  }

  @Test
  void events_thatLog4jUsesAgain_arriveEachAsItWas() throws Exception {
    try (Logging logging = full()) {
      Logger logger = logging.logger("com.acme.Orders");
      for (int i = 0; i < 3; i++) {
        logger.error("order {} failed", i, new IllegalStateException("no " + i));
      }
    }

    assertThat(messages()).containsExactly("order 0 failed", "order 1 failed", "order 2 failed");
    assertThat(inbox.events())
        .extracting(event -> event.path("exceptions").path(0).path("message").asText())
        .containsExactly("no 0", "no 1", "no 2");
    assertThat(inbox.events())
        .extracting(event -> event.path("arguments").toString())
        .containsExactly("[\"0\"]", "[\"1\"]", "[\"2\"]");
  }

  @Test
  void message_withoutArguments_hasNoTemplate() throws Exception {
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error("order {} failed");
      logging.logger("com.acme.Orders").error((Object) Arrays.asList("a", "b"));
      logging.logger("com.acme.Orders").error((String) null);
    }

    assertThat(messages()).containsExactly("order {} failed", "[a, b]", "null");
    assertThat(inbox.events()).noneMatch(event -> event.has("template"));
  }

  @Test
  void levels_atOrAboveTheMinimum_arriveUnderTheirNames() throws Exception {
    try (Logging logging = full()) {
      Logger logger = logging.logger("com.acme.Orders");
      logger.info("one");
      logger.warn("two");
      logger.error("three");
      logger.fatal("four");
      logger.log(Level.forName("ALARM", 150), "five");
    }

    assertThat(inbox.events())
        .extracting(event -> event.path("level").asText())
        .containsExactly("warning", "error", "fatal", "fatal");
  }

  @Test
  void marker_withParents_arrivesWithThem() throws Exception {
    Marker legal = MarkerManager.getMarker("LEGAL");
    Marker security = MarkerManager.getMarker("SECURITY").setParents(legal);
    Marker audit = MarkerManager.getMarker("AUDIT").setParents(security, legal);
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error(audit, "denied");
    }

    assertThat(inbox.onlyEvent().path("markers"))
        .extracting(JsonNode::asText)
        .containsExactly("AUDIT", "SECURITY", "LEGAL");
  }

  @Test
  void asyncAppender_inFront_keepsThreadAndContextOfTheCaller() throws Exception {
    try (Logging logging = Logging.of("async.xml", inbox.endpoint(), TOKEN)) {
      ThreadContext.put("requestId", "r-2");
      logging.logger("com.acme.Orders").error("order {} failed", 42);
      ThreadContext.clearAll();
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("thread").path("id").asLong()).isEqualTo(Thread.currentThread().getId());
    assertThat(event.path("thread").path("name").asText())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(event.path("context").path("mdc").path("requestId").asText()).isEqualTo("r-2");
    assertThat(event.path("message").asText()).isEqualTo("order 42 failed");
  }

  @Test
  void minimalConfiguration_withSettingsOfTheProcess_sends() throws Exception {
    System.setProperty("tombo.endpoint", inbox.endpoint());
    System.setProperty("tombo.token", TOKEN);
    try (Logging logging = Logging.of("minimal.xml", "", "")) {
      logging.logger("com.acme.Orders").warn("not shipped by default");
      logging.logger("com.acme.Orders").error("failed");
    } finally {
      System.clearProperty("tombo.endpoint");
      System.clearProperty("tombo.token");
    }

    assertThat(messages()).containsExactly("failed");
  }

  @Test
  void propertiesFile_isReadToo() throws Exception {
    try (Logging logging = Logging.of("plain.properties", inbox.endpoint(), TOKEN)) {
      logging.logger("com.acme.Orders").error("failed");
    }

    assertThat(inbox.onlyEvent().path("tags").path("team").asText()).isEqualTo("payments");
  }

  @Test
  void builderInCode_needsNoFile() throws Exception {
    TomboAppender built =
        TomboAppender.newBuilder()
            .setName("TOMBO")
            .setEndpoint(inbox.endpoint())
            .setToken(TOKEN)
            .build();
    TomboAppender appender = Objects.requireNonNull(built);
    try (Logging logging = Logging.of("minimal.xml", "", "")) {
      appender.start();
      org.apache.logging.log4j.core.Logger logger =
          (org.apache.logging.log4j.core.Logger) logging.logger("com.acme.Orders");
      logger.addAppender(appender);
      logger.error("failed");
    }
    appender.stop();

    assertThat(messages()).containsExactly("failed");
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
      TomboAppender first = logging.appender();
      logging.logger("com.acme.Orders").error("before");
      logging.configure("async.xml");
      assertThat(logging.appender()).isNotSameAs(first);
      assertThat(first.isStopped()).isTrue();
      logging.logger("com.acme.Orders").error("after");
    }

    assertThat(messages()).containsExactly("before", "after");
  }

  /** With asynchronous loggers the event may not have reached the appender yet. */
  @Test
  @Tag("synchronous")
  void stop_withTheShortTimeoutOfLogManager_stillSends() throws Exception {
    try (Logging logging = full()) {
      logging.logger("com.acme.Orders").error("failed");
      logging.appender().stop(1, TimeUnit.MILLISECONDS);
    }

    assertThat(messages()).containsExactly("failed");
  }

  @Test
  void senselessSettings_leaveTheDefaults() throws Exception {
    try (Logging logging = Logging.of("senseless.xml", inbox.endpoint(), TOKEN)) {
      logging.logger("com.acme.Orders").warn("not shipped by default");
      logging.logger("com.acme.Orders").error("failed");
    }

    assertThat(messages()).containsExactly("failed");
    assertThat(LogManager.getRootLogger()).isNotNull();
  }

  @Test
  void settingsOfTheSdk_areAttributesToo(@TempDir Path directory) throws Exception {
    System.setProperty("test.directory", directory.toString());
    try (Logging logging = Logging.of("spooling.xml", inbox.endpoint(), TOKEN)) {
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
