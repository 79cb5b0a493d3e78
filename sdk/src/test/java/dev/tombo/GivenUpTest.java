// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a batch is given up, and how the server learns of discards. */
class GivenUpTest {
  private final Pipeline pipeline = new Pipeline();
  private final FakeTransport server = pipeline.server;
  private final Tombo tombo = pipeline.tombo;

  @Test
  void run_serverFailsOnBatchEachTime_givesItUp() {
    for (int i = 0; i < 10; i++) {
      server.then(500);
    }
    tombo.capture("one");
    pipeline.run();
    for (int i = 0; i < 9; i++) {
      pipeline.advance(Duration.ofMinutes(1));
    }

    assertThat(server.batches).hasSize(10);
    assertThat(pipeline.discarded(DiscardReason.RETRIES_EXHAUSTED)).isEqualTo(1);
  }

  @Test
  void run_transportThrowsEachTime_discardsAndGoesOn() {
    for (int i = 0; i < 10; i++) {
      server.then(
          () -> {
            throw new AssertionError("broken");
          });
    }
    tombo.capture("one");
    pipeline.run();
    for (int i = 0; i < 9; i++) {
      pipeline.advance(Duration.ofMinutes(1));
    }
    tombo.capture("two");
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(pipeline.discarded(DiscardReason.INTERNAL_ERROR)).isEqualTo(1);
    assertThat(tombo.status().sent()).isEqualTo(1);
  }

  @Test
  void run_transportThrowsWhatItDoesNotDeclare_triesAgain() {
    server.then(
        () -> {
          throw CaptureTest.sneaky(new Exception("checked"));
        });
    tombo.capture("one");
    pipeline.run();
    pipeline.advance(Duration.ofMinutes(1));

    assertThat(tombo.status().sent()).isEqualTo(1);
    assertThat(tombo.status().failedAttempts()).isEqualTo(1);
  }

  @Test
  void run_discards_rideWithNextBatchUntilAcknowledged() {
    pipeline.channel.refuse(DiscardReason.QUEUE_FULL);
    pipeline.channel.refuse(DiscardReason.QUEUE_FULL);
    server.then(400);
    tombo.capture("one");
    pipeline.run();
    tombo.capture("two");
    pipeline.advance(Duration.ofSeconds(2));
    tombo.capture("three");
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(server.batches.get(0).get("discarded").toString())
        .isEqualTo("[{\"reason\":\"queue_full\",\"count\":2}]");
    assertThat(server.batches.get(1).get("discarded").toString())
        .isEqualTo(
            "[{\"reason\":\"queue_full\",\"count\":2},{\"reason\":\"rejected\",\"count\":1}]");
    assertThat(server.batches.get(2).get("discarded")).isEmpty();
  }

  @Test
  void close_onlyDiscards_sendsThemAlone() {
    pipeline.channel.refuse(DiscardReason.TOO_LARGE);
    pipeline.channel.worker.close(pipeline.time.nanos());
    long wait = 0;
    for (int i = 0; i < 10 && wait != Worker.STOP; i++) {
      wait = pipeline.channel.worker.step();
    }

    assertThat(wait).isEqualTo(Worker.STOP);
    assertThat(server.batches).hasSize(1);
    assertThat(server.last().get("events")).isEmpty();
    assertThat(server.last().at("/discarded/0/reason").asText()).isEqualTo("too_large");
  }
}
