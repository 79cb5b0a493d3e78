// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That many identical errors are few events and exact counts. */
class StormTest {
  private final Pipeline pipeline = new Pipeline();
  private final Tombo tombo = pipeline.tombo;

  @Test
  void capture_tenThousandIdentical_areElevenEventsAndTheRestACount() {
    List<Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      receipts.add(tombo.capture(failure("order " + i)));
    }
    pipeline.run();

    JsonNode batch = pipeline.server.last();
    assertThat(batch.get("events")).hasSize(11);
    assertThat(batch.get("repeats")).hasSize(1);
    JsonNode repeat = batch.at("/repeats/0");
    assertThat(repeat.get("count").asInt()).isEqualTo(9_989);
    assertThat(repeat.get("of").asText()).isEqualTo(batch.at("/events/10/id").asText());
    assertThat(repeat.at("/event/exceptions/0/message").asText()).isEqualTo("order 11");
    assertThat(receipts.stream().filter(Receipt::isRepeat)).hasSize(9_989);
    assertThat(receipts.get(9_999).eventId()).contains(repeat.get("of").asText());
    assertThat(tombo.status().sent()).isEqualTo(10_000);
    assertThat(tombo.status().repeats()).isEqualTo(9_989);
    assertThat(tombo.status().queued()).isZero();
  }

  @Test
  void capture_stormGoesOn_isToldOfInEachBatch() {
    storm(20);
    pipeline.run();
    storm(5);
    pipeline.time.advance(Duration.ofSeconds(1));
    storm(1);
    pipeline.advance(Duration.ofSeconds(1));

    JsonNode repeat = pipeline.server.last().at("/repeats/0");
    assertThat(pipeline.server.batches.get(0).at("/repeats/0/count").asInt()).isEqualTo(9);
    assertThat(repeat.get("count").asInt()).isEqualTo(6);
    assertThat(repeat.get("firstAt").asText()).isEqualTo("2026-11-23T12:00:00.123Z");
    assertThat(repeat.get("lastAt").asText()).isEqualTo("2026-11-23T12:00:01.123Z");
    assertThat(repeat.get("id")).isNotEqualTo(pipeline.server.batches.get(0).at("/repeats/0/id"));
  }

  @Test
  void capture_stormForMinutes_sendsANewEventEachTenSeconds() {
    for (int i = 0; i < 60; i++) {
      storm(100);
      pipeline.advance(Duration.ofSeconds(1));
    }
    pipeline.advance(Duration.ofSeconds(2));

    int events = pipeline.server.batches.stream().mapToInt(b -> b.get("events").size()).sum();
    // Those of the burst and six more by kind, and as many by the very error.
    assertThat(events).isBetween(16, 24);
    assertThat(tombo.status().sent()).isEqualTo(6_000);
  }

  @Test
  void capture_afterQuiet_isAnEventAgain() {
    storm(50);
    pipeline.advance(Duration.ofMinutes(5));
    storm(3);
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(pipeline.server.last().get("events")).hasSize(3);
    assertThat(pipeline.server.last().has("repeats")).isFalse();
  }

  static List<Function<Integer, Event>> differences() {
    List<Function<Integer, Event>> differences = new ArrayList<>();
    differences.add(i -> storming().fingerprint("f" + i).build());
    differences.add(i -> storming().user(User.of("u" + i)).build());
    differences.add(i -> storming().environment("e" + i).build());
    differences.add(i -> storming().template("t" + i).build());
    differences.add(i -> storming().logger("l" + i).build());
    differences.add(i -> storming().exception(at(i)).build());
    differences.add(i -> Event.builder().message("m" + i).build());
    differences.add(i -> storming().exception(new Exception(at(i))).build());
    return differences;
  }

  @ParameterizedTest
  @MethodSource("differences")
  void capture_differentErrors_areNotOne(Function<Integer, Event> different) {
    for (int i = 0; i < 200; i++) {
      tombo.capture(different.apply(i % 20));
    }
    pipeline.run();
    pipeline.advance(Duration.ofSeconds(2));

    long kinds =
        pipeline.server.batches.stream()
            .mapToInt(b -> b.path("repeats").size())
            .filter(count -> count > 0)
            .count();
    int events = pipeline.server.batches.stream().mapToInt(b -> b.get("events").size()).sum();
    assertThat(events + kinds).isGreaterThanOrEqualTo(30);
    assertThat(tombo.status().sent()).isEqualTo(200);
  }

  @Test
  void capture_serverAway_countsAllInLittleRoom() {
    for (int i = 0; i < 100; i++) {
      pipeline.server.thenUnreachable();
    }
    for (int i = 0; i < 100; i++) {
      storm(1_000);
      pipeline.advance(Duration.ofSeconds(1));
    }
    assertThat(tombo.status().queued()).isEqualTo(100_000);
    assertThat(pipeline.channel.queue.size()).isLessThan(50);

    pipeline.advance(Duration.ofHours(1));
    pipeline.advance(Duration.ofHours(1));
    assertThat(tombo.status().sent()).isEqualTo(100_000);
    assertThat(tombo.status().discarded()).isEmpty();
  }

  @Test
  void capture_distinctOnesThatFindNoRoom_doNotPushOutWhatIsKnown() {
    storm(20);
    for (int i = 0; i < 100_000; i++) {
      tombo.capture(storming().template("t" + i).build());
    }
    storm(1_000);

    assertThat(tombo.status().repeats()).isEqualTo(1_009);
    assertThat(pipeline.discarded(DiscardReason.QUEUE_FULL))
        .isEqualTo(101_020 - tombo.status().queued());
  }

  @Test
  void capture_repeatRejected_countsAllOfIt() {
    pipeline.server.then(
        200, "{\"accepted\":11,\"duplicates\":0,\"rejected\":[{\"index\":11}]}", null);
    storm(100);
    pipeline.run();

    assertThat(tombo.status().sent()).isEqualTo(11);
    assertThat(pipeline.discarded(DiscardReason.REJECTED)).isEqualTo(89);
  }

  @Test
  void capture_beforeSendRefuses_refusesTheRepeatsToo() {
    Pipeline refusing = new Pipeline(options -> options.beforeSend(event -> null));
    for (int i = 0; i < 100; i++) {
      refusing.tombo.capture(failure("m"));
    }
    refusing.run();

    assertThat(refusing.discarded(DiscardReason.BEFORE_SEND)).isEqualTo(100);
    assertThat(refusing.server.batches).isEmpty();
  }

  @Test
  void close_repeatsUnsent_areCountedAsShutdown() {
    storm(500);
    pipeline.channel.close(0);

    assertThat(pipeline.discarded(DiscardReason.SHUTDOWN)).isEqualTo(500);
    assertThat(tombo.status().queued()).isZero();
  }

  @Test
  void capture_stormFromManyThreads_isCountedExactly() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(new Thread(() -> storm(25_000)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        pipeline.run();
        thread.join(1);
      }
    }
    pipeline.run();
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(tombo.status().sent()).isEqualTo(100_000);
    assertThat(tombo.status().queued()).isZero();
    long told = 0;
    for (JsonNode batch : pipeline.server.batches) {
      told += batch.get("events").size();
      for (JsonNode repeat : batch.path("repeats")) {
        told += repeat.get("count").asInt();
      }
    }
    assertThat(told).isEqualTo(100_000);
  }

  private void storm(int count) {
    for (int i = 0; i < count; i++) {
      tombo.capture(at(1));
    }
  }

  private static Exception failure(String message) {
    return new IllegalStateException(message);
  }

  private static Event.Builder storming() {
    return Event.builder().message("m").exception(failure("storm"));
  }

  private static Exception at(int line) {
    Exception exception = new IllegalStateException("at " + line);
    exception.setStackTrace(
        Collections.singletonList(new StackTraceElement("com.acme.Order", "place", null, line))
            .toArray(new StackTraceElement[0]));
    return exception;
  }
}
