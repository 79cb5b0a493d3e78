// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.AsynchronouslyFormattable;
import org.apache.logging.log4j.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Arguments that misbehave, and servers that are not there: the application must not notice. */
final class HostilityTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private Inbox inbox;

  @BeforeEach
  void open() throws IOException {
    inbox = new Inbox();
  }

  @AfterEach
  void close() throws IOException {
    inbox.close();
  }

  private Logging logging() throws Exception {
    return Logging.of("plain.properties", inbox.endpoint(), TOKEN);
  }

  @Test
  void argument_thatLogsAnErrorInToString_endsAfterOneEvent() throws Exception {
    try (Logging logging = logging()) {
      Logger logger = logging.logger("com.acme.Orders");
      int[] depth = {0};
      Object chatty =
          new Object() {
            @Override
            public String toString() {
              // Log4j formats before it asks an appender, so the application must end this itself.
              if (depth[0]++ < 3) {
                logger.error("inside {}", this);
              }
              return "chatty";
            }
          };
      assertThatCode(() -> logger.error("order {} failed", chatty)).doesNotThrowAnyException();
    }

    assertThat(inbox.events())
        .extracting(event -> event.path("message").asText())
        .contains("order chatty failed");
  }

  /**
   * With asynchronous loggers what it logs comes by the ring again and again, whoever formats it.
   */
  @Test
  @Tag("synchronous")
  void message_thatLogsAnErrorWhileItIsFormatted_endsAfterOneEvent() throws Exception {
    try (Logging logging = logging()) {
      Logger logger = logging.logger("com.acme.Orders");
      Message chatty = new ChattyMessage(logger);
      assertThatCode(() -> logger.error(chatty)).doesNotThrowAnyException();
    }

    assertThat(inbox.onlyEvent().path("message").asText()).isEqualTo("chatty");
  }

  @Test
  void message_thatThrowsAnError_isReplacedByItsTemplate() throws Exception {
    try (Logging logging = logging()) {
      Message broken = new BrokenMessage();
      assertThatCode(() -> logging.logger("com.acme.Orders").error(broken))
          .doesNotThrowAnyException();
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("message").asText()).isEqualTo("order {} failed");
    assertThat(event.path("notes").toString()).contains("AssertionError");
  }

  @Test
  void argument_thatThrowsInToString_isReplaced() throws Exception {
    try (Logging logging = logging()) {
      Object broken =
          new Object() {
            @Override
            public String toString() {
              throw new AssertionError("broken");
            }
          };
      assertThatCode(() -> logging.logger("com.acme.Orders").error("order {} failed", broken))
          .doesNotThrowAnyException();
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("template").asText()).isEqualTo("order {} failed");
    assertThat(event.path("arguments").path(0).asText()).contains("AssertionError");
  }

  @Test
  void exception_thatThrowsWhateverItIsAsked_isStillAnEvent() throws Exception {
    try (Logging logging = logging()) {
      logging.logger("com.acme.Orders").error("order {} failed", 42, new HostileException());
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("message").asText()).isEqualTo("order 42 failed");
    assertThat(event.path("exceptions").path(0).path("type").asText())
        .isEqualTo(HostileException.class.getName());
  }

  @Test
  void serverAway_loggingGoesOn_andStopKeepsItsDeadline() throws Exception {
    String nobody;
    try (ServerSocket taken = new ServerSocket(0)) {
      nobody = "http://localhost:" + taken.getLocalPort();
    }
    System.setProperty("test.closeTimeout", "1s");
    try (Logging logging = Logging.of("plain.properties", nobody, TOKEN)) {
      for (int i = 0; i < 2000; i++) {
        logging.logger("com.acme.Orders").error("failed", new IllegalStateException("" + i));
      }
      TomboAppender appender = logging.appender();
      Instant before = Instant.now();
      appender.stop(1, TimeUnit.MINUTES);
      appender.stop(1, TimeUnit.MINUTES);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
      assertThat(appender.isStopped()).isTrue();
    } finally {
      System.clearProperty("test.closeTimeout");
    }
  }

  @Test
  void noToken_isOffAndLoggingGoesOn() throws Exception {
    try (Logging logging = Logging.of("unresolved.xml", inbox.endpoint(), TOKEN)) {
      logging.logger("com.acme.Orders").error("failed");
      assertThat(logging.appender().isStarted()).isTrue();
    }

    assertThat(inbox.events()).isEmpty();
  }

  @Test
  void endpoint_thatIsNone_isOffAndLoggingGoesOn() throws Exception {
    try (Logging logging = Logging.of("plain.properties", "errors.example.com", TOKEN)) {
      assertThatCode(() -> logging.logger("com.acme.Orders").error("failed"))
          .doesNotThrowAnyException();
      assertThat(logging.appender().isStarted()).isTrue();
    }
  }

  /** A message of an application's own, which nothing formats before the appender does. */
  private abstract static class TestMessage implements Message {
    private static final long serialVersionUID = 1;

    @Override
    public String getFormat() {
      return "order {} failed";
    }

    @Override
    public Object[] getParameters() {
      return new Object[] {42};
    }

    @Override
    public Throwable getThrowable() {
      return new IllegalStateException("not asked for");
    }
  }

  /** Logs itself whenever it is formatted. */
  @AsynchronouslyFormattable
  private static final class ChattyMessage extends TestMessage {
    private static final long serialVersionUID = 1;
    private final transient Logger logger;

    ChattyMessage(Logger logger) {
      this.logger = logger;
    }

    @Override
    public String getFormattedMessage() {
      logger.error(this);
      return "chatty";
    }
  }

  /** Cannot be formatted. */
  @AsynchronouslyFormattable
  private static final class BrokenMessage extends TestMessage {
    private static final long serialVersionUID = 1;

    @Override
    public String getFormattedMessage() {
      throw new AssertionError("broken");
    }
  }

  /** Answers nothing. */
  private static final class HostileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("broken");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new AssertionError("broken");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("broken");
    }
  }
}
