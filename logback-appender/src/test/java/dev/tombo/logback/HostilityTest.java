// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

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

  private Logging logging(String endpoint, String token) throws JoranException {
    return Logging.of("direct.xml", "endpoint", endpoint, "token", token);
  }

  @Test
  void argument_thatLogsAnErrorInToString_endsAfterOneEvent() throws Exception {
    try (Logging logging = logging(inbox.endpoint(), TOKEN)) {
      Logger logger = logging.logger("com.acme.Orders");
      Object chatty =
          new Object() {
            @Override
            public String toString() {
              logger.error("inside {}", this);
              return "chatty";
            }
          };
      assertThatCode(() -> logger.error("order {} failed", chatty)).doesNotThrowAnyException();
    }

    assertThat(inbox.onlyEvent().path("message").asText()).isEqualTo("order chatty failed");
  }

  @Test
  void argument_thatThrowsInToString_isReplaced() throws Exception {
    try (Logging logging = logging(inbox.endpoint(), TOKEN)) {
      Object broken =
          new Object() {
            @Override
            public String toString() {
              throw new IllegalStateException("broken");
            }
          };
      logging.logger("com.acme.Orders").error("order {} failed", broken);
    }

    JsonNode event = inbox.onlyEvent();
    assertThat(event.path("template").asText()).isEqualTo("order {} failed");
    assertThat(event.path("arguments").path(0).asText()).contains("toString failed");
  }

  @Test
  void argument_thatThrowsAnErrorInToString_isReplaced() throws Exception {
    try (Logging logging = logging(inbox.endpoint(), TOKEN)) {
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

    assertThat(inbox.onlyEvent().path("arguments").path(0).asText()).contains("AssertionError");
  }

  @Test
  void exception_whoseMessageThrowsLater_isReadWithoutIt() throws Exception {
    try (Logging logging = logging(inbox.endpoint(), TOKEN)) {
      // Logback asks too, while it makes its event; what is thrown then is Logback's to throw.
      MoodyException failure = new MoodyException();
      Object onFormatting =
          new Object() {
            @Override
            public String toString() {
              failure.moody = true;
              return "late";
            }
          };
      logging.logger("com.acme.Orders").error("failed {}", onFormatting, failure);
    }

    JsonNode exception = inbox.onlyEvent().path("exceptions").path(0);
    assertThat(exception.path("type").asText()).isEqualTo(MoodyException.class.getName());
    assertThat(exception.path("frames")).isNotEmpty();
  }

  @Test
  void causes_inACircle_areEachReadOnce() throws Exception {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalStateException("two", one);
    one.initCause(two);
    try (Logging logging = logging(inbox.endpoint(), TOKEN)) {
      logging.logger("com.acme.Orders").error("failed", one);
    }

    assertThat(inbox.onlyEvent().path("exceptions")).hasSize(2);
  }

  @Test
  void serverAway_loggingGoesOn_andStopKeepsItsDeadline() throws Exception {
    String nobody;
    try (ServerSocket taken = new ServerSocket(0)) {
      nobody = "http://localhost:" + taken.getLocalPort();
    }
    try (Logging logging =
        Logging.of("direct.xml", "endpoint", nobody, "token", TOKEN, "closeTimeout", "1 second")) {
      for (int i = 0; i < 2000; i++) {
        logging.logger("com.acme.Orders").error("failed", new IllegalStateException("" + i));
      }
      TomboAppender appender = logging.appender();
      Instant before = Instant.now();
      appender.stop();
      appender.stop();
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
      assertThat(logging.statuses()).allMatch(status -> status.getLevel() <= Status.INFO);
    }
  }

  @Test
  void noToken_isOffWithoutAnyStatusAboveInfo() throws Exception {
    try (Logging logging = Logging.of("unresolved.xml", "endpoint", inbox.endpoint())) {
      logging.logger("com.acme.Orders").error("failed");
      assertThat(logging.appender().isStarted()).isTrue();
      assertThat(logging.statuses())
          .filteredOn(status -> status.getOrigin() instanceof TomboAppender)
          .allMatch(status -> status.getLevel() <= Status.INFO)
          .extracting(Status::getMessage)
          .contains("Tombo is off");
    }

    assertThat(inbox.events()).isEmpty();
  }

  @Test
  void endpoint_thatIsNone_isOffWithAWarningThatNamesIt() throws Exception {
    try (Logging logging = logging("errors.example.com", TOKEN)) {
      logging.logger("com.acme.Orders").error("failed");
      assertThat(logging.statuses())
          .filteredOn(status -> status.getOrigin() instanceof TomboAppender)
          .allMatch(status -> status.getLevel() < Status.ERROR)
          .extracting(Status::getMessage)
          .anyMatch(text -> text.startsWith("Tombo is off: endpoint"));
    }
  }

  /** Answers until its mood changes. */
  private static final class MoodyException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private boolean moody;

    @Override
    public String getMessage() {
      if (moody) {
        throw new IllegalStateException("not now");
      }
      return "asked in time";
    }
  }
}
