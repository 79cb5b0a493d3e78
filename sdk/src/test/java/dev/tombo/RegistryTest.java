// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which {@link Tombo}s share a channel, and who closes it. */
class RegistryTest {
  private final Registry registry = new Registry(Channel::create);

  @Test
  void create_sameEndpointAndToken_sharesTheQueue() {
    Tombo first = Tombo.create(Pipeline.options(o -> o.environment("a")), registry);
    Tombo second = Tombo.create(Pipeline.options(o -> o.environment("b")), registry);
    Tombo other = Tombo.create(Pipeline.options(o -> o.token("other")), registry);

    first.capture((String) null);

    assertThat(second.status().discarded(DiscardReason.INVALID)).isEqualTo(1);
    assertThat(other.status().discarded(DiscardReason.INVALID)).isZero();
  }

  @Test
  void close_notTheLast_leavesTheOthersOpen() {
    Pipeline pipeline = new Pipeline();
    Tombo second = Tombo.create(pipeline.options, pipeline.registry);

    pipeline.tombo.close(Duration.ZERO);
    pipeline.tombo.close(Duration.ZERO);

    assertThat(pipeline.tombo.capture("m").discarded()).contains(DiscardReason.CLOSED);
    assertThat(second.capture("m").eventId()).isPresent();
    pipeline.run();
    assertThat(pipeline.server.batches).hasSize(1);
  }

  @Test
  void close_theLast_closesAndTheNextIsNew() {
    Tombo first = Tombo.create(Pipeline.options(o -> o), registry);
    first.capture((String) null);
    first.close(Duration.ZERO);

    Tombo second = Tombo.create(Pipeline.options(o -> o), registry);

    assertThat(second.status().discarded()).isEmpty();
  }

  @Test
  void capture_sharedQueue_keepsEachOnesDefaults() {
    Pipeline pipeline = new Pipeline(o -> o.environment("one"));
    Tombo second = Tombo.create(Pipeline.options(o -> o.environment("two")), pipeline.registry);
    pipeline.tombo.capture("m");
    second.capture("m");
    pipeline.run();

    assertThat(pipeline.server.last().at("/events/0/environment").asText()).isEqualTo("one");
    assertThat(pipeline.server.last().at("/events/1/environment").asText()).isEqualTo("two");
  }
}
