// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the SDK never captures what its own work leads to. */
class GuardTest {
  @Test
  void capture_insideCapture_isDiscarded() {
    Pipeline pipeline = new Pipeline();
    List<Receipt> inner = new ArrayList<>();

    Receipt outer =
        pipeline.tombo.capture(
            () -> {
              inner.add(pipeline.tombo.capture("inner"));
              return Event.builder().message("outer").build();
            });

    assertThat(outer.eventId()).isPresent();
    assertThat(inner.get(0).discarded()).contains(DiscardReason.REENTRANT);
    assertThat(pipeline.tombo.capture("next").eventId()).isPresent();
  }

  @Test
  void capture_insideCaptureOfAnotherClient_isDiscarded() {
    Pipeline pipeline = new Pipeline();
    Tombo other =
        Tombo.create(Pipeline.options(o -> o.endpoint("http://localhost:2")), pipeline.registry);
    List<Receipt> inner = new ArrayList<>();

    pipeline.tombo.capture(
        () -> {
          inner.add(other.capture("inner"));
          return null;
        });

    assertThat(inner.get(0).discarded()).contains(DiscardReason.REENTRANT);
  }

  @Test
  void capture_onOwnThread_isDiscarded() throws InterruptedException {
    Pipeline pipeline = new Pipeline();
    List<Receipt> receipts = new ArrayList<>();
    Thread thread = new TomboThread(() -> receipts.add(pipeline.tombo.capture("own")), "test");
    thread.start();
    thread.join();

    assertThat(receipts.get(0).discarded()).contains(DiscardReason.REENTRANT);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
  }

  @Test
  void capture_fromOwnLogger_isDiscarded() {
    Pipeline pipeline = new Pipeline();
    Event own = Event.builder().message("m").logger("dev.tombo.Tombo").build();
    Event examples = Event.builder().message("m").logger("dev.tombo.examples.Shop").build();

    assertThat(pipeline.tombo.capture(own).discarded()).contains(DiscardReason.REENTRANT);
    assertThat(pipeline.tombo.capture(examples).eventId()).isPresent();
  }
}
