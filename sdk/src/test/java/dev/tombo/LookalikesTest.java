// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** That errors of one kind are told apart, though not each one's stack trace is looked at. */
class LookalikesTest {
  private final Pipeline pipeline = new Pipeline();
  private final Tombo tombo = pipeline.tombo;

  @Test
  void capture_twoThatDifferInTheirFramesOnlyInTurns_areCountedEachExactly() {
    for (int i = 0; i < 1000; i++) {
      tombo.capture(at(1, "same"));
      tombo.capture(at(2, "same"));
    }
    pipeline.run();

    assertThat(counts()).containsOnly(entry(1, 1000L), entry(2, 1000L));
  }

  @Test
  void capture_newOneAmidAStormOfTheSameMessage_isAnEventWithinSixtyFour() {
    storm(1000);
    for (int i = 0; i < 64; i++) {
      tombo.capture(at(2, "same"));
    }
    // From now on, each is looked at.
    for (int i = 0; i < 500; i++) {
      tombo.capture(at(1, "same"));
      tombo.capture(at(2, "same"));
    }
    pipeline.run();

    Map<Integer, Long> counts = counts();
    assertThat(counts.get(1)).isBetween(1500L, 1563L);
    assertThat(counts.values().stream().mapToLong(count -> count).sum()).isEqualTo(2064);
  }

  @Test
  void capture_newOneAmidAStormOfAnotherMessage_isAnEventAtOnce() {
    storm(1000);
    assertThat(tombo.capture(at(2, "another")).isRepeat()).isFalse();
  }

  @Test
  void capture_messagesThatDifferInNumbers_areOfOneStorm() {
    for (int i = 0; i < 1000; i++) {
      tombo.capture(at(1, "order " + i));
    }
    pipeline.run();

    assertThat(counts()).containsOnly(entry(1, 1000L));
  }

  @Test
  void capture_stackTraceThatIsReadAlready_isLookedAtEachTime() {
    for (int i = 0; i < 1000; i++) {
      tombo.capture(new Read(at(1, "same")));
    }
    assertThat(tombo.capture(new Read(at(2, "same"))).isRepeat()).isFalse();
  }

  @Test
  void capture_oneMoreOfAStorm_isNotCompleted() {
    int completed = 0;
    for (int i = 0; i < 1000; i++) {
      Read source = new Read(at(1, "same"));
      tombo.capture(source);
      completed += source.completed ? 1 : 0;
    }
    // The burst, the first that is told by its frames, and the first that is only counted.
    assertThat(completed).isEqualTo(12);
  }

  private static final class Read implements EventSource {
    private final Exception thrown;
    private boolean completed;

    Read(Exception thrown) {
      this.thrown = thrown;
    }

    @Override
    public void outline(Event.Builder event) {
      event.exception(thrown).template("order {} failed");
    }

    @Override
    public List<StackTraceElement> readFrames() {
      return Arrays.asList(thrown.getStackTrace());
    }

    @Override
    public void complete(Event.Builder event) {
      completed = true;
    }
  }

  private void storm(int count) {
    for (int i = 0; i < count; i++) {
      tombo.capture(at(1, "same"));
    }
  }

  /** How often an error of each line was told of. */
  private Map<Integer, Long> counts() {
    Map<String, Integer> lines = new TreeMap<>();
    Map<Integer, Long> counts = new TreeMap<>();
    for (JsonNode batch : pipeline.server.batches) {
      for (JsonNode event : batch.get("events")) {
        lines.put(event.get("id").asText(), line(event));
        counts.merge(line(event), 1L, Long::sum);
      }
      for (JsonNode repeat : batch.path("repeats")) {
        Integer line = lines.get(repeat.get("of").asText());
        assertThat(line).as("the repeated event was sent before").isNotNull();
        counts.merge(line, repeat.get("count").asLong(), Long::sum);
      }
    }
    return counts;
  }

  private static int line(JsonNode event) {
    return event.at("/exceptions/0/frames/0/line").asInt();
  }

  private static Exception at(int line, String message) {
    Exception exception = new IllegalStateException(message);
    exception.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("com.acme.Order", "place", null, line)});
    return exception;
  }
}
