// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import dev.tombo.CapturedException;
import dev.tombo.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Events that crossed a wire, as those of a socket receiver do. */
final class ReadExceptionsTest {
  @Test
  void read_ofASerialisedEvent_keepsChainAndFrames() throws Exception {
    IOException gone = new IOException("gone");
    Exception failure = new IllegalStateException("closed", gone);
    failure.addSuppressed(new IllegalArgumentException("also"));

    Event event = read(overTheWire(failure));

    assertThat(event.exception()).isEmpty();
    assertThat(event.exceptions())
        .extracting(CapturedException::type)
        .containsExactly(
            "java.lang.IllegalStateException",
            "java.io.IOException",
            "java.lang.IllegalArgumentException");
    assertThat(event.exceptions())
        .extracting(CapturedException::relation)
        .containsExactly(
            CapturedException.Relation.THROWN,
            CapturedException.Relation.CAUSE,
            CapturedException.Relation.SUPPRESSED);
    CapturedException thrown = event.exceptions().get(0);
    assertThat(thrown.message()).contains("closed");
    assertThat(thrown.frames()).hasSize(failure.getStackTrace().length);
    assertThat(thrown.frames().get(0).getClassName()).isEqualTo(ReadExceptionsTest.class.getName());
    CapturedException cause = event.exceptions().get(1);
    assertThat(cause.frames().size() + cause.commonFrames()).isEqualTo(gone.getStackTrace().length);
  }

  private static Event read(LoggingEventVO received) {
    Event.Builder builder = Event.builder();
    LogbackSource source = new LogbackSource(received);
    source.outline(builder);
    source.complete(builder);
    return builder.build();
  }

  private static LoggingEventVO overTheWire(Exception failure) throws Exception {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    LoggingEvent event =
        new LoggingEvent(
            "fqcn", context.getLogger("com.acme.Orders"), Level.ERROR, "failed", failure, null);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(LoggingEventVO.build(event));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (LoggingEventVO) in.readObject();
    }
  }
}
