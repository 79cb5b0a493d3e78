// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import static dev.tombo.server.digest.Items.NOW;
import static dev.tombo.server.digest.Items.event;
import static dev.tombo.server.digest.Items.id;
import static dev.tombo.server.digest.Items.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Submission.Loss;
import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails alone, and what is counted of it, in a real SQLite. */
final class CommitterTest {
  private static final Item POISON = event(66, "bad\0");
  private static final Item BEYOND_TIME = event(67, "f", Instant.MIN, Level.ERROR);

  @TempDir Path directory;
  private JdbcStore store;
  private Committer committer;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    long account = store.accounts().create("a@b", "a", "h", true, NOW).id();
    store.projects().create("p", account, NOW);
    committer = new Committer(store.digests());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void commit_poisonFirst_lossesAreCounted() throws SQLException {
    assertThat(
            commit(
                9,
                List.of(POISON, event(1, "f")),
                new Loss(LedgerOutcome.DISCARDED, "queue_full", 3)))
        .containsExactly(Outcome.NOT_STORABLE, Outcome.ACCEPTED);
    assertThat(losses()).isEqualTo(Map.of("queue_full", 3L, "not_storable", 1L));
  }

  @Test
  void commit_poisonAlone_isCounted() throws SQLException {
    assertThat(commit(9, List.of(POISON))).containsExactly(Outcome.NOT_STORABLE);
    assertThat(losses()).isEqualTo(Map.of("not_storable", 1L));
  }

  @Test
  void commit_timeBeyondTheDatabases_failsAlone() {
    assertThat(commit(9, List.of(event(1, "f"), BEYOND_TIME, event(2, "g"))))
        .containsExactly(Outcome.ACCEPTED, Outcome.NOT_STORABLE, Outcome.ACCEPTED);
  }

  @Test
  void commit_repeatOfUnknownEvent_isCountedOncePerBatch() throws SQLException {
    List<Item> items = List.of(repeat(2, 1, 4, Optional.empty()));
    assertThat(commit(9, items)).containsExactly(Outcome.UNKNOWN_EVENT);
    assertThat(commit(9, items)).containsExactly(Outcome.UNKNOWN_EVENT);
    assertThat(losses()).isEqualTo(Map.of("unknown_event", 1L));
  }

  @Test
  void commit_lossesOnly_countedOncePerBatch() throws SQLException {
    Loss loss = new Loss(LedgerOutcome.DISCARDED, "queue_full", 3);
    assertThat(commit(9, List.of(), loss)).isEmpty();
    assertThat(commit(9, List.of(), loss)).isEmpty();
    assertThat(commit(10, List.of(), loss)).isEmpty();
    assertThat(losses()).isEqualTo(Map.of("queue_full", 6L));
  }

  private List<Outcome> commit(long batch, List<Item> items, Loss... losses) {
    return committer
        .commit(List.of(new Submission(1, 1, NOW, id(batch), items, List.of(losses))))
        .getFirst();
  }

  private Map<String, Long> losses() throws SQLException {
    Map<String, Long> losses = new TreeMap<>();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tombo.db"));
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select reason, sum(count) from ledger where reason <> '' group by reason")) {
      while (rows.next()) {
        losses.put(rows.getString(1), rows.getLong(2));
      }
    }
    return losses;
  }
}
