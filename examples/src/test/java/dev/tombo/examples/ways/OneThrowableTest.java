// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.ways;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends one throwable every way that a JVM can, and compares what is stored, field by field, with
 * what our SDK's is. Each difference that is meant stands here with its reason; there are no
 * others.
 */
final class OneThrowableTest {
  /** What differs by its nature, identity and time; and the chain, which is compared apart. */
  private static final Set<String> OWN =
      Set.of("id", "occurredAt", "receivedAt", "at", "collectedBy", "exceptions");

  private static final Set<String> OF_CHAIN =
      Set.of("type", "message", "relation", "of", "commonFrames", "frames");

  private static final Set<String> OF_FRAME = Set.of("class", "method", "file", "line");

  private static final Map<String, String> LOGGED =
      Map.of(
          "handled", "the appender cannot know",
          "logger", "the logger that logged it",
          "message", "what was logged");

  private static final Map<String, String> BY_SENTRY =
      Map.of(
          "handled", "Sentry's client does not say of what is captured by hand",
          "thread", "stands with the exceptions, as their thread_id",
          "exceptions[].thread_id", "the thread",
          "exceptions[].mechanism", "Sentry's word for how an exception was caught",
          "frames[].native", "is said of every frame, not of native ones alone",
          "context", "the JVM, which Sentry's client adds",
          "modules", "the jars of the class path, which it adds",
          "trace", "which it begins where there is none",
          "sdk", "its own");

  /** The fields in which a way differs from the SDK, and why. */
  private static final Map<String, Map<String, String>> MEANT =
      Map.of(
          "logback", LOGGED,
          "log4j2", LOGGED,
          "sentry", BY_SENTRY,
          "otlp",
              Map.of(
                  "handled", "a log record does not say",
                  "logger", "the logger that logged it",
                  "message", "what was logged",
                  "thread", "of which the appender says the name alone",
                  "tags", "the service, which is a part of the release as well",
                  "sdk", "its own"));

  @TempDir private static Path data;
  private static Map<String, JsonNode> events = Map.of();
  private static int issues;

  @BeforeAll
  static void send() throws Exception {
    try (Ways ways = Ways.open(data)) {
      for (Map.Entry<String, Throwable> one : throwables().entrySet()) {
        ways.send(one.getKey(), one.getValue());
      }
      events = ways.stored();
      issues = ways.issues();
    }
  }

  @Test
  void everyWay_isOneEventOfOneIssue() {
    assertThat(events.keySet()).containsExactlyInAnyOrderElementsOf(Ways.NAMES);
    assertThat(issues).isEqualTo(1);
  }

  @Test
  void chainAndFrames_ofEveryWay_areTheSame() {
    List<String> sdk = chain("sdk");

    assertThat(sdk).hasSizeGreaterThan(9);
    for (String way : Ways.NAMES) {
      assertThat(chain(way)).as(way).isEqualTo(sdk);
    }
  }

  @Test
  void otherFields_differAsIsMeantAndNotOtherwise() {
    for (String way : Ways.NAMES) {
      Set<String> differing = new TreeSet<>();
      Set<String> fields = new TreeSet<>(fields("sdk").keySet());
      fields.addAll(fields(way).keySet());
      for (String field : fields) {
        if (!Objects.equals(fields(way).get(field), fields("sdk").get(field))) {
          differing.add(field);
        }
      }
      assertThat(differing)
          .as("what %s says otherwise", way)
          .isEqualTo(MEANT.getOrDefault(way, Map.of()).keySet());
    }
  }

  /** An exception a line, then its frames, with those that it shares with the one around it. */
  private static List<String> chain(String way) {
    List<List<String>> frames = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (JsonNode thrown : event(way).path("exceptions")) {
      List<String> own = new ArrayList<>();
      thrown.path("frames").forEach(frame -> own.add(frame(frame)));
      int common = thrown.path("commonFrames").asInt();
      if (common > 0) {
        List<String> around = frames.get(thrown.path("of").asInt());
        own.addAll(around.subList(around.size() - common, around.size()));
      }
      frames.add(own);
      lines.add(
          thrown.path("relation").asText()
              + " of "
              + thrown.path("of").asText()
              + " "
              + thrown.path("type").asText()
              + ": "
              + thrown.path("message").asText());
      lines.addAll(own);
    }
    return lines;
  }

  private static String frame(JsonNode frame) {
    return "  "
        + frame.path("class").asText()
        + "."
        + frame.path("method").asText()
        + "("
        + frame.path("file").asText()
        + ":"
        + frame.path("line").asText()
        + ")";
  }

  /** All that an event says beside its chain, by field. */
  private static Map<String, String> fields(String way) {
    Map<String, String> fields = new TreeMap<>();
    add(fields, "", event(way), OWN);
    for (JsonNode thrown : event(way).path("exceptions")) {
      add(fields, "exceptions[].", thrown, OF_CHAIN);
      thrown.path("frames").forEach(frame -> add(fields, "frames[].", frame, OF_FRAME));
    }
    return fields;
  }

  private static void add(
      Map<String, String> fields, String prefix, JsonNode object, Set<String> leftOut) {
    for (var field : object.properties()) {
      if (!leftOut.contains(field.getKey())) {
        fields.merge(prefix + field.getKey(), field.getValue().toString(), (a, b) -> a);
      }
    }
  }

  private static JsonNode event(String way) {
    return Objects.requireNonNull(events.get(way), way);
  }

  /** Equal ones, thrown on one short stack: each client knows a throwable that it has seen. */
  private static Map<String, Throwable> throwables() throws Exception {
    FutureTask<Map<String, Throwable>> work =
        new FutureTask<>(
            () -> {
              Map<String, Throwable> thrown = new LinkedHashMap<>();
              for (String way : Ways.NAMES) {
                thrown.put(way, thrown(OneThrowableTest::place));
              }
              return thrown;
            });
    Thread thread = new Thread(work, "orders");
    thread.start();
    return work.get();
  }

  private static Throwable thrown(Callable<?> work) {
    try {
      return new AssertionError("nothing was thrown: " + work.call());
    } catch (Exception e) {
      return e;
    }
  }

  private static Object place() {
    try (Shop shop = new Shop()) {
      return shop.find(5);
    } catch (IOException | IllegalStateException e) {
      throw new IllegalArgumentException("order 5 failed:\n\tat fake.Frame.x(Fake.java:1)\nso", e);
    }
  }

  /** What fails twice. */
  private static final class Shop implements AutoCloseable {
    Object find(int row) {
      if (row > 0) {
        throw new IllegalStateException("row " + row + " missing");
      }
      return row;
    }

    @Override
    public void close() throws IOException {
      throw new IOException("close failed");
    }
  }
}
