// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a thread's end, and by whom. */
class UncaughtExceptionsTest {
  private final Pipeline pipeline = new Pipeline();
  private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
  private final Collecting before = new Collecting();

  @BeforeEach
  void set() {
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  @AfterEach
  void reset() {
    Thread.setDefaultUncaughtExceptionHandler(original);
  }

  @Test
  void captureUncaught_threadEnds_capturesAndHandsOn() throws InterruptedException {
    pipeline.tombo.captureUncaught();
    end("worker-7");
    pipeline.run();

    JsonNode event = pipeline.server.last().at("/events/0");
    assertThat(event.get("level").asText()).isEqualTo("fatal");
    assertThat(event.get("handled").asBoolean()).isFalse();
    assertThat(event.at("/thread/name").asText()).isEqualTo("worker-7");
    assertThat(before.handedOn).hasSize(1);
  }

  @Test
  void close_lastInTheChain_givesItsPlaceBack() throws InterruptedException {
    UncaughtExceptions uncaught = pipeline.tombo.captureUncaught();
    uncaught.close();
    end("a");

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
    assertThat(pipeline.tombo.status().queued()).isZero();
    assertThat(before.handedOn).hasSize(1);
  }

  @Test
  void close_anotherBeforeIt_onlyHandsOn() throws InterruptedException {
    UncaughtExceptions uncaught = pipeline.tombo.captureUncaught();
    UncaughtExceptionHandler inner = Thread.getDefaultUncaughtExceptionHandler();
    UncaughtExceptionHandler outer = (thread, thrown) -> inner.uncaughtException(thread, thrown);
    Thread.setDefaultUncaughtExceptionHandler(outer);
    uncaught.close();
    end("a");

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(outer);
    assertThat(pipeline.tombo.status().queued()).isZero();
    assertThat(before.handedOn).hasSize(1);
  }

  @Test
  void close_ofTheClient_removesIt() {
    pipeline.tombo.captureUncaught();
    pipeline.tombo.close(Duration.ZERO);

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(before);
  }

  private static void end(String name) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("the end");
            },
            name);
    thread.start();
    thread.join();
  }

  /** The handler that was there. */
  private static final class Collecting implements UncaughtExceptionHandler {
    final List<Throwable> handedOn = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
      handedOn.add(thrown);
    }
  }
}
