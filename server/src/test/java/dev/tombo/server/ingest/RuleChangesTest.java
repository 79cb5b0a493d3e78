// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.RepeatPart;
import dev.tombo.server.ingest.Preparation.Ready;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.Repeat;
import dev.tombo.server.model.ScrubbingRules;
import dev.tombo.server.model.Thrown;
import dev.tombo.server.model.Thrown.Relation;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of rules that are tried, by how many events are stored and read. */
final class RuleChangesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final GroupingRules MESSAGES =
      new GroupingRules(0, List.of(), List.of(), List.of(), true);

  @TempDir Path directory;
  private JdbcStore store;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    List<Batch.Part> parts = new ArrayList<>();
    for (int n = 0; n < 700; n++) {
      parts.add(new EventPart(event(n, "a.A", n < 2 ? "rare" : "common")));
    }
    parts.add(new EventPart(event(1000, "a.B", "once")));
    parts.add(new RepeatPart(new Repeat(id(2000), id(1000), 40, NOON, NOON, null)));
    parts.add(
        new RepeatPart(
            new Repeat(id(2001), id(9999), 30, NOON, NOON, event(9999, "a.B", "again"))));
    write(parts);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static EventId id(int n) {
    return new EventId(0, 1L + n);
  }

  private static Event event(int n, String type, String message) {
    Frame frame =
        new Frame("com.acme.A", type, "A.java", 1, null, null, null, null, null, Map.of());
    Thrown thrown =
        new Thrown(type, message, Relation.THROWN, null, 0, List.of(frame), null, Map.of());
    return Event.builder(id(n)).platform("java").exceptions(List.of(thrown)).build();
  }

  private void write(List<Batch.Part> parts) {
    Preparation preparation =
        new Preparation(
            Limits.STANDARD,
            Timing.of(NOON, null),
            new Scrubber(ScrubbingRules.STANDARD),
            new Judges(rules(), List.of(), NOON).of(1, NOON),
            new Compressor(store.dictionaries()),
            1);
    List<Item> items = new ArrayList<>();
    for (Batch.Part part : parts) {
      if (preparation.prepare(part) instanceof Ready ready) {
        items.add(ready.item());
      }
    }
    Digester digester = new Digester(store.digests(), new SimpleMeterRegistry(), System::nanoTime);
    digester.start(Thread.ofPlatform().factory());
    assertThat(digester.submit(new Submission(1, 1, NOON, null, items, List.of()), PATIENCE).join())
        .hasSize(703);
    digester.close(PATIENCE);
  }

  private ProjectRules rules() {
    return new ProjectRules(store.groupings(), InstantSource.fixed(NOON));
  }

  private RuleChange preview(int mostEvents) {
    NativeDecoder decoder = new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));
    StoredEvents events =
        new StoredEvents(decoder, rules(), new StoredBodies(store.dictionaries()));
    return new RuleChanges(store, events, rules(), mostEvents).preview(1, MESSAGES);
  }

  @Test
  void preview_ofNotTooManyEvents_judgesAll() {
    RuleChange change = preview(10_000);

    assertThat(change.examined()).isEqualTo(702);
    assertThat(change.unread()).isZero();
    assertThat(change.occurrences()).isEqualTo(771);
    assertThat(change.withoutBody()).isEqualTo(40);
    assertThat(change.splits()).isEqualTo(Map.of(1L, 2, 2L, 2));
    assertThat(change.merges()).isEmpty();
    assertThat(change.owners()).hasSize(2).containsValues(1L, 2L);
  }

  @Test
  void preview_ofTooManyEvents_judgesTheNewestOfEachAndSaysHowManyItDidNot() {
    RuleChange change = preview(100);

    assertThat(change.examined()).isEqualTo(100);
    assertThat(change.unread()).isEqualTo(602);
    assertThat(change.occurrences()).isEqualTo(771);
    assertThat(change.withoutBody()).isEqualTo(40);
    assertThat(change.splits().keySet()).isEqualTo(Set.of(2L));
  }

  @Test
  void preview_ofMoreGroupingsThanAreRead_countsAll() {
    RuleChange change = preview(1);

    assertThat(change.examined()).isEqualTo(1);
    assertThat(change.unread()).isEqualTo(701);
    assertThat(change.occurrences()).isEqualTo(771);
  }
}
