// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Groups what real JVMs threw, as {@code captures/run} wrote it down: the variants of a fault on
 * all of them are one issue, and no two faults are.
 */
final class CapturedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path CAPTURED =
      Path.of("src/test/resources/dev/tombo/server/grouping/captured");

  private static final Map<String, Map<String, Event>> FAULTS = read();

  @ParameterizedTest
  @MethodSource("faults")
  void judge_allVariantsOfAFault_sameFingerprint(String fault) {
    Map<String, List<String>> byFingerprint = new TreeMap<>();
    variants(fault)
        .forEach(
            (variant, event) ->
                byFingerprint
                    .computeIfAbsent(
                        Grouping.judge(event).fingerprint() + " " + explained(event),
                        key -> new ArrayList<>())
                    .add(variant));

    assertThat(byFingerprint).hasSize(1);
  }

  @Test
  void judge_allFaults_noTwoAreOne() {
    Map<String, TreeSet<String>> faults = new TreeMap<>();
    for (String fault : faults()) {
      variants(fault)
          .values()
          .forEach(
              event ->
                  faults
                      .computeIfAbsent(
                          Grouping.judge(event).fingerprint().value(), key -> new TreeSet<>())
                      .add(fault));
    }

    assertThat(faults.values()).allSatisfy(one -> assertThat(one).hasSize(1));
    assertThat(FAULTS).hasSizeGreaterThan(25);
  }

  @Test
  void captured_ofBothJvms_areThere() throws IOException {
    try (Stream<Path> files = Files.list(CAPTURED)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("java-17.ndjson", "java-25-hidden-frames.ndjson", "java-25.ndjson");
    }
    assertThat(variants("overflow")).hasSizeGreaterThanOrEqualTo(150);
  }

  static Iterable<String> faults() {
    return FAULTS.keySet();
  }

  private static Map<String, Event> variants(String fault) {
    return FAULTS.getOrDefault(fault, Map.of());
  }

  private static String explained(Event event) {
    return String.join(" ", Grouping.explain(event, RULES).counted());
  }

  private static final dev.tombo.server.model.GroupingRules RULES =
      dev.tombo.server.model.GroupingRules.NONE;

  private static Map<String, Map<String, Event>> read() {
    Map<String, Map<String, Event>> faults = new TreeMap<>();
    try (Stream<Path> files = Files.list(CAPTURED)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] parts = line.split("\t", 2);
          String[] name = parts[0].split("/", 2);
          faults
              .computeIfAbsent(name[0], key -> new TreeMap<>())
              .put(name[1] + " of " + file.getFileName(), event(MAPPER.readTree(parts[1])));
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return faults;
  }

  private static Event event(JsonNode exceptions) {
    List<Thrown> chain = new ArrayList<>();
    for (JsonNode one : exceptions) {
      List<Frame> frames = new ArrayList<>();
      one.path("frames").forEach(frame -> frames.add(frame(frame.asText())));
      chain.add(
          new Thrown(
              one.path("type").asText(),
              text(one, "message"),
              Relation.parse(one.path("relation").asText()).orElseThrow(),
              one.has("of") ? Integer.valueOf(one.path("of").asInt()) : null,
              0,
              frames,
              null,
              Map.of()));
    }
    return Event.builder(new EventId(0, 1)).platform("java").exceptions(chain).build();
  }

  private static Frame frame(String text) {
    String[] parts = text.split(":", -1);
    int line = Integer.parseInt(parts[3]);
    return new Frame(
        parts[0],
        parts[1],
        parts[2].isEmpty() ? null : parts[2],
        line > 0 ? Integer.valueOf(line) : null,
        null,
        null,
        null,
        null,
        null,
        Map.of());
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.has(name) ? node.path(name).asText() : null;
  }
}
