// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import static dev.tombo.server.digest.Items.NOW;
import static dev.tombo.server.digest.Items.event;
import static dev.tombo.server.digest.Items.id;
import static dev.tombo.server.digest.Items.repeat;
import static dev.tombo.server.digest.Items.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What submissions change, step by step, in a real SQLite. */
final class DigestTest {
  private static final long PROJECT = 1;

  @TempDir Path directory;
  private JdbcStore store;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    long account = store.accounts().create("a@b", "a", "h", true, NOW).id();
    assertThat(store.projects().create("p", account, NOW).id()).isEqualTo(PROJECT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void apply_newFault_opensAnIssue() {
    assertThat(digest(event(1, "f"))).containsExactly(Outcome.ACCEPTED);
    IssueRow issue = issue(1);
    assertThat(issue.title()).isEqualTo("title f");
    assertThat(issue.count()).isEqualTo(1);
    assertThat(issue.users()).isEqualTo(1);
    assertThat(issue.environments()).containsExactly("production");
    assertThat(issue.latestEvent()).isEqualTo(id(1));
  }

  @Test
  void apply_sameFault_oneIssueWithTheLatestEventsFace() {
    assertThat(digest(event(1, "f"))).containsExactly(Outcome.ACCEPTED);
    Item later = event(2, "f", NOW.plusSeconds(5), Level.FATAL);
    assertThat(digest(later, event(3, "f", NOW.minusSeconds(5), Level.INFO)))
        .containsOnly(Outcome.ACCEPTED);
    IssueRow issue = issue(1);
    assertThat(issue.count()).isEqualTo(3);
    assertThat(issue.level()).isEqualTo(Level.FATAL);
    assertThat(issue.latestEvent()).isEqualTo(id(2));
    assertThat(issue.firstSeen()).isEqualTo(NOW.minusSeconds(5));
    assertThat(issue.lastSeen()).isEqualTo(NOW.plusSeconds(5));
    assertThat(all()).hasSize(1);
  }

  @Test
  void apply_sameIdTwice_countsOnce() {
    assertThat(digest(event(1, "f"), event(1, "f")))
        .containsExactly(Outcome.ACCEPTED, Outcome.DUPLICATE);
    assertThat(digest(event(1, "f"))).containsExactly(Outcome.DUPLICATE);
    assertThat(issue(1).count()).isEqualTo(1);
  }

  @Test
  void apply_repeatOfKnownEvent_countsWithoutABody() {
    digest(event(1, "f"));
    assertThat(digest(repeat(2, 1, 9, Optional.empty()))).containsExactly(Outcome.ACCEPTED);
    assertThat(issue(1).count()).isEqualTo(10);
    assertThat(store.events().ofIssue(new IssueId(PROJECT, 1), OptionalLong.empty(), 10).items())
        .hasSize(1);
  }

  @Test
  void apply_repeatOfEventInSameTransaction_countsThere() {
    assertThat(digest(event(1, "f"), repeat(2, 1, 4, Optional.of("other"))))
        .containsOnly(Outcome.ACCEPTED);
    assertThat(all()).hasSize(1);
    assertThat(issue(1).count()).isEqualTo(5);
  }

  @Test
  void apply_repeatOfUnknownEventWithFacts_standsAlone() {
    assertThat(digest(repeat(2, 1, 4, Optional.of("f")))).containsExactly(Outcome.ACCEPTED);
    assertThat(issue(1).count()).isEqualTo(4);
    assertThat(issue(1).latestEvent()).isEqualTo(id(2));
    assertThat(store.events().find(PROJECT, id(2))).isPresent();
  }

  @Test
  void apply_repeatOfUnknownEventAlone_isNotStored() {
    assertThat(digest(repeat(2, 1, 4, Optional.empty()))).containsExactly(Outcome.UNKNOWN_EVENT);
    assertThat(all()).isEmpty();
  }

  @Test
  void apply_sameRepeatTwice_countsOnce() {
    digest(event(1, "f"), repeat(2, 1, 4, Optional.empty()));
    assertThat(digest(repeat(2, 1, 4, Optional.empty()))).containsExactly(Outcome.DUPLICATE);
    assertThat(issue(1).count()).isEqualTo(5);
  }

  @Test
  void apply_sameUserTwice_isOneUser() {
    digest(event(1, "f"), event(2, "f"));
    digest(event(3, "f"));
    assertThat(issue(1).users()).isEqualTo(1);
  }

  @Test
  void apply_manySubmissions_answersEachInOrder() {
    Committer committer = new Committer(store.digests());
    assertThat(
            committer.commit(
                List.of(
                    submission(PROJECT, List.of(event(1, "a"), event(2, "b"))),
                    submission(PROJECT, List.of()),
                    submission(PROJECT, List.of(event(2, "b"), event(3, "c"))))))
        .containsExactly(
            List.of(Outcome.ACCEPTED, Outcome.ACCEPTED),
            List.of(),
            List.of(Outcome.DUPLICATE, Outcome.ACCEPTED));
    assertThat(all()).extracting(row -> row.id().number()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void commit_oneItemThatTheDatabaseRefuses_failsAlone() {
    List<Item> items = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      items.add(event(i, i == 5 ? "bad\0" : "f"));
    }
    List<List<Outcome>> outcomes =
        new Committer(store.digests())
            .commit(
                List.of(submission(PROJECT, List.of(event(11, "g"))), submission(PROJECT, items)));
    assertThat(outcomes.getFirst()).containsExactly(Outcome.ACCEPTED);
    assertThat(outcomes.getLast()).hasSize(7);
    assertThat(outcomes.getLast().get(4)).isEqualTo(Outcome.NOT_STORABLE);
    assertThat(outcomes.getLast()).filteredOn(Outcome.ACCEPTED::equals).hasSize(6);
    assertThat(all()).extracting(IssueRow::count).containsExactlyInAnyOrder(1L, 6L);
  }

  private List<Outcome> digest(Item... items) {
    return new Committer(store.digests())
        .commit(List.of(submission(PROJECT, List.of(items))))
        .getFirst();
  }

  private IssueRow issue(long number) {
    IssueRow issue = store.issues().find(new IssueId(PROJECT, number)).orElseThrow();
    assertThat(issue.status()).isEqualTo(IssueStatus.UNRESOLVED);
    return issue;
  }

  private List<IssueRow> all() {
    return store.issues().list(IssueQuery.of(List.of(PROJECT))).items();
  }
}
