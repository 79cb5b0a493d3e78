// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When events leave, how many together, and what happens when there are too many. */
class BatchingTest {
  @Test
  void run_firstOfQuietPeriod_leavesAtOnce() {
    Pipeline pipeline = new Pipeline();
    pipeline.tombo.capture("one");
    assertThat(pipeline.run()).isEqualTo(Worker.IDLE);
    pipeline.advance(Duration.ofMinutes(1));

    pipeline.tombo.capture("two");
    pipeline.run();

    assertThat(pipeline.server.batches).hasSize(2);
  }

  @Test
  void run_soonAfterABatch_waitsForOthers() {
    Pipeline pipeline = new Pipeline();
    pipeline.tombo.capture("one");
    pipeline.run();

    pipeline.tombo.capture("two");
    assertThat(pipeline.run()).isEqualTo(Duration.ofSeconds(2).toNanos());
    pipeline.tombo.capture("three");
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(pipeline.server.batches).hasSize(2);
    assertThat(pipeline.server.last().get("events")).hasSize(2);
  }

  @Test
  void run_batchFull_leavesAtOnce() {
    Pipeline pipeline = new Pipeline(options -> options.maxBatchEvents(3));
    for (int i = 0; i < 7; i++) {
      pipeline.tombo.capture("event " + i);
    }
    pipeline.run();

    assertThat(pipeline.server.batches)
        .extracting(b -> b.get("events").size())
        .containsExactly(3, 3);
  }

  @Test
  void run_bytesOfBatch_areBounded() {
    Pipeline pipeline = new Pipeline(options -> options.maxBatchBytes(2000));
    for (int i = 0; i < 6; i++) {
      pipeline.tombo.capture(text(600));
    }
    pipeline.run();
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(pipeline.server.batches)
        .extracting(b -> b.get("events").size())
        .containsExactly(2, 2, 2);
    assertThat(pipeline.tombo.status().sent()).isEqualTo(6);
  }

  @Test
  void run_oneEventLargerThanBatch_leavesAlone() {
    Pipeline pipeline = new Pipeline(options -> options.maxBatchBytes(100));
    pipeline.tombo.capture("one");
    pipeline.tombo.capture("two");
    pipeline.run();
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(pipeline.server.batches).hasSize(2);
  }

  @Test
  void flush_soonAfterABatch_doesNotWaitForOthers() {
    Pipeline pipeline = new Pipeline();
    pipeline.tombo.capture("one");
    pipeline.run();
    pipeline.tombo.capture("two");

    assertThat(pipeline.tombo.flush(Duration.ZERO)).isFalse();
    pipeline.run();

    assertThat(pipeline.server.batches).hasSize(2);
    assertThat(pipeline.tombo.flush(Duration.ZERO)).isTrue();
  }

  @Test
  void flush_laterEventDiscardedFirst_isNotDoneBeforeEarlierOnesAre() {
    Pipeline pipeline =
        new Pipeline(
            options -> options.beforeSend(e -> e.message().orElse("").equals("later") ? null : e));
    pipeline.server.thenUnreachable();
    pipeline.tombo.capture("one");
    pipeline.tombo.flush(Duration.ZERO);
    pipeline.tombo.capture("later");
    pipeline.run();

    assertThat(pipeline.tombo.flush(Duration.ZERO)).isFalse();
    assertThat(pipeline.tombo.status().queued()).isEqualTo(1);
  }

  @Test
  void capture_queueFull_discardsNewestAndSaysSo() {
    Pipeline pipeline = new Pipeline(options -> options.maxQueueEvents(2));
    assertThat(pipeline.tombo.capture("one").eventId()).isPresent();
    assertThat(pipeline.tombo.capture("two").eventId()).isPresent();

    Receipt third = pipeline.tombo.capture("three");

    assertThat(third.eventId()).isEmpty();
    assertThat(third.discarded()).contains(DiscardReason.QUEUE_FULL);
    assertThat(pipeline.discarded(DiscardReason.QUEUE_FULL)).isEqualTo(1);
    pipeline.run();
    assertThat(pipeline.server.last().at("/discarded/0/count").asInt()).isEqualTo(1);
    assertThat(pipeline.tombo.capture("four").eventId()).isPresent();
  }

  @Test
  void capture_queueFullOfBytes_discardsNewest() {
    Pipeline pipeline = new Pipeline(options -> options.maxQueueBytes(10_000));
    assertThat(pipeline.tombo.capture(text(3000)).eventId()).isPresent();
    assertThat(pipeline.tombo.capture(text(3000)).discarded()).contains(DiscardReason.QUEUE_FULL);
    assertThat(pipeline.tombo.capture("small").eventId()).isPresent();

    pipeline.run();

    assertThat(pipeline.channel.queue.bytes()).isZero();
  }

  @Test
  void capture_roomGetsScarce_repeatsGoFirstAndFatalLast() {
    Pipeline pipeline = new Pipeline(options -> options.maxQueueEvents(32));
    for (int i = 0; i < 100; i++) {
      pipeline.tombo.capture("known");
      pipeline.tombo.capture("new " + i);
    }

    assertThat(pipeline.channel.queue.size()).isEqualTo(30);
    assertThat(pipeline.tombo.capture("new").discarded()).contains(DiscardReason.QUEUE_FULL);
    assertThat(pipeline.tombo.capture("known").isRepeat()).isTrue();
    Event fatal = Event.builder().level(Level.FATAL).message("fatal").build();
    assertThat(pipeline.tombo.capture(fatal).discarded()).isEmpty();
    pipeline.run();
    assertThat(pipeline.tombo.status().sent() + pipeline.discarded(DiscardReason.QUEUE_FULL))
        .isEqualTo(203);
  }

  @Test
  void onDiscard_always_isToldOnceOfEach() {
    Map<DiscardReason, Long> told = new EnumMap<>(DiscardReason.class);
    Pipeline pipeline =
        new Pipeline(
            options ->
                options
                    .maxQueueEvents(1)
                    .onDiscard(
                        (reason, count) -> {
                          told.merge(reason, count, Long::sum);
                          throw new AssertionError("hostile");
                        }));
    for (int i = 0; i < 5; i++) {
      pipeline.tombo.capture("event " + i);
    }
    pipeline.run();
    pipeline.tombo.capture((String) null);
    pipeline.run();

    assertThat(told).hasSize(2);
    assertThat(told).containsEntry(DiscardReason.QUEUE_FULL, 4L);
    assertThat(told).containsEntry(DiscardReason.INVALID, 1L);
  }

  @Test
  void run_eventTooLarge_isReducedWithANote() {
    Pipeline pipeline = new Pipeline();
    Event.Builder event = Event.builder().message("too much");
    for (int i = 0; i < 100; i++) {
      event.context("section" + i, Collections.singletonMap("text", text(16_000)));
    }
    pipeline.tombo.capture(event.build());
    pipeline.run();

    assertThat(pipeline.tombo.status().sent()).isEqualTo(1);
    assertThat(pipeline.server.last().at("/events/0/message").asText()).isEqualTo("too much");
    assertThat(pipeline.server.last().at("/events/0/context").isMissingNode()).isTrue();
    assertThat(pipeline.server.last().at("/events/0/notes/0").asText()).contains("too large");
  }

  private static String text(int length) {
    return String.join("", Collections.nCopies(length, "x"));
  }
}
