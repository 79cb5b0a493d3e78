// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The way from {@code java.util.logging}. */
class TomboHandlerTest {
  private final Pipeline pipeline = new Pipeline();
  private final TomboHandler handler = new TomboHandler(pipeline.tombo);
  private final Logger logger = Logger.getAnonymousLogger();

  TomboHandlerTest() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    logger.setLevel(Level.ALL);
  }

  @Test
  void log_severe_isSentWithAllItSays() {
    LogRecord record = new LogRecord(Level.SEVERE, "order {0} failed, password={1}");
    record.setLoggerName("com.acme.Order");
    record.setParameters(new Object[] {42, "hunter2"});
    record.setThrown(new IllegalStateException("no stock"));
    handler.publish(record);

    JsonNode event = sent();
    assertThat(event.get("level").asText()).isEqualTo("error");
    assertThat(event.get("logger").asText()).isEqualTo("com.acme.Order");
    assertThat(event.get("message").asText()).isEqualTo("order 42 failed, password=[redacted]");
    assertThat(event.get("template").asText()).isEqualTo("order {0} failed, password={1}");
    assertThat(event.get("arguments").toString()).isEqualTo("[\"42\",\"[redacted]\"]");
    assertThat(event.at("/exceptions/0/message").asText()).isEqualTo("no stock");
  }

  @Test
  void log_belowSevere_isNotSent() {
    logger.warning("not bad enough");

    assertThat(pipeline.tombo.status().queued()).isZero();
  }

  @Test
  void log_levelLowered_isSentWithItsLevel() {
    handler.setLevel(Level.ALL);
    logger.log(Level.FINE, "detail");

    assertThat(sent().get("level").asText()).isEqualTo("debug");
  }

  @Test
  void log_hostileParameter_isStillAnEvent() {
    logger.log(
        Level.SEVERE,
        "with {0}",
        new Object() {
          @Override
          public String toString() {
            throw new AssertionError("hostile");
          }
        });

    JsonNode event = sent();
    assertThat(event.get("message").asText()).isEqualTo("with {0}");
    assertThat(event.get("notes").toString()).contains("not formatted");
  }

  @Test
  void publish_nullsOrThrowingFilter_throwsNothing() {
    handler.publish(null);
    handler.setFilter(
        record -> {
          throw new AssertionError("hostile");
        });
    logger.severe("filtered");
    handler.setFilter(null);
    handler.publish(new LogRecord(Level.SEVERE, null));

    assertThat(sent().get("message").asText()).isEqualTo("(no message)");
  }

  /** What the SDK says of itself must not come back to it. */
  @Test
  void log_bySdkItself_isRefused() {
    LogRecord record = new LogRecord(Level.SEVERE, "a batch could not be sent");
    record.setLoggerName(Log.NAME);
    handler.publish(record);

    assertThat(pipeline.discarded(DiscardReason.REENTRANT)).isEqualTo(1);
  }

  @Test
  void close_clientOfAnother_leavesItOpen() {
    handler.flush();
    handler.close();

    assertThat(pipeline.tombo.capture("m").eventId()).isPresent();
  }

  private JsonNode sent() {
    pipeline.run();
    return pipeline.server.last().at("/events/0");
  }
}
