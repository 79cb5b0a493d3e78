// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Stack traces that are too long, or none: both ends arrive, with a note of what was left out. */
class HostileStackTest {
  private final Pipeline pipeline = new Pipeline();
  private final Tombo tombo = pipeline.tombo;

  @Test
  void capture_stackOverflow_keepsBothEnds() {
    StackOverflowError overflow = new StackOverflowError();
    StackTraceElement[] trace = new StackTraceElement[1024];
    for (int i = 0; i < trace.length; i++) {
      trace[i] = new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i);
    }
    overflow.setStackTrace(trace);
    tombo.capture(overflow);

    JsonNode event = sent();
    JsonNode frames = event.at("/exceptions/0/frames");
    assertThat(frames).hasSize(256);
    assertThat(frames.at("/0/method").asText()).isEqualTo("m0");
    assertThat(frames.at("/255/method").asText()).isEqualTo("m1023");
    assertThat(event.get("notes").toString()).contains("768 frames left out after the first 171");
  }

  @Test
  void capture_withoutStackTrace_isSent() {
    tombo.capture(new Stackless());

    assertThat(sent().at("/exceptions/0/frames")).isEmpty();
  }

  @Test
  void capture_overflowOfFiftyThousandFrames_collapsesTheRecursion() {
    StackOverflowError overflow = new StackOverflowError();
    StackTraceElement[] trace = new StackTraceElement[50_000];
    for (int i = 0; i < trace.length; i++) {
      String method = i < 5 ? "newest" + i : i >= 49_990 ? "oldest" + i : "round" + i % 3;
      trace[i] = new StackTraceElement("com.acme.Deep", method, "Deep.java", 1);
    }
    overflow.setStackTrace(trace);
    tombo.capture(overflow);

    JsonNode event = sent();
    JsonNode frames = event.at("/exceptions/0/frames");
    assertThat(frames).hasSizeLessThan(30);
    assertThat(frames.at("/0/method").asText()).isEqualTo("newest0");
    assertThat(frames.get(frames.size() - 1).get("method").asText()).isEqualTo("oldest49999");
    assertThat(event.get("notes").toString())
        .contains("16659 repetitions of 3 frames left out after the first 8");
  }

  @Test
  void capture_shortRecursion_isLeftAsItIs() {
    Exception thrown = new Exception("short");
    StackTraceElement[] trace = new StackTraceElement[200];
    Arrays.fill(trace, new StackTraceElement("com.acme.Deep", "m", "Deep.java", 1));
    thrown.setStackTrace(trace);
    tombo.capture(thrown);

    assertThat(sent().at("/exceptions/0/frames")).hasSize(200);
  }

  private JsonNode sent() {
    pipeline.run();
    return pipeline.server.last().at("/events/0");
  }

  @SuppressWarnings("serial")
  private static final class Stackless extends Exception {
    Stackless() {
      super("none", null, false, false);
    }
  }
}
