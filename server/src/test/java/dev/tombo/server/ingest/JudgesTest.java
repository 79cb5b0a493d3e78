// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which fingerprints of earlier versions an event is looked up by, and how long. */
final class JudgesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Fingerprint OLD = new Fingerprint("v0:1");
  private static final Fingerprint OLDER = new Fingerprint("v00:1");
  private static final Event EVENT = Event.builder(new EventId(0, 1)).message("order lost").build();

  @TempDir Path directory;

  private List<Fingerprint> earlier(List<Judges.EarlierVersion> versions, Duration later) {
    try (JdbcStore store = JdbcStore.sqlite(directory.resolve("tombo.db"))) {
      ProjectRules rules = new ProjectRules(store.groupings(), InstantSource.fixed(NOON));
      var verdict = new Judges(rules, versions, NOON).of(1, NOON.plus(later)).apply(EVENT);
      assertThat(verdict.fingerprint()).isEqualTo(Grouping.judge(EVENT).fingerprint());
      return verdict.earlier();
    }
  }

  @Test
  void of_newVersion_asksForEarlierOnesFor90Days() {
    List<Judges.EarlierVersion> versions = List.of((event, rules) -> OLD, (event, rules) -> OLDER);

    assertThat(earlier(versions, Duration.ZERO)).containsExactly(OLD, OLDER);
    assertThat(earlier(versions, Duration.ofDays(90).minusMillis(1))).containsExactly(OLD, OLDER);
    assertThat(earlier(versions, Duration.ofDays(90))).isEmpty();
  }

  @Test
  void of_onlyVersion_asksForNone() {
    assertThat(earlier(List.of(), Duration.ZERO)).isEmpty();
  }
}
