// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import static dev.tombo.server.digest.Items.NOW;
import static dev.tombo.server.digest.Items.event;
import static dev.tombo.server.digest.Items.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.ApiToken;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.ApiTokenStore.StoredToken;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project took, and when its tokens were used, in a real SQLite. */
final class UsageTest {
  private static final long DAY = NOW.getEpochSecond() / 86_400;

  @TempDir Path directory;
  private JdbcStore store;
  private long project;
  private ApiToken web;
  private ApiToken app;

  @BeforeEach
  void open() {
    store = JdbcStore.sqlite(directory.resolve("tombo.db"));
    long account = store.accounts().create("a@b", "a", "h", true, NOW).id();
    project = store.projects().create("p", account, NOW).id();
    web = token(account, 1);
    app = token(account, 2);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void commit_ofItems_countsThoseAcceptedOnTheDayOfReceipt() {
    Instant nextDay = NOW.plus(Duration.ofDays(1));
    commit(
        submission(web, NOW, event(1, "f"), event(1, "f"), repeat(2, 1, 9_999, Optional.empty())),
        submission(app, nextDay, event(3, "f"), repeat(4, 77, 5, Optional.empty())));

    assertThat(accepted(DAY)).isEqualTo(2);
    assertThat(accepted(DAY + 1)).isEqualTo(1);
  }

  @Test
  void commit_ofAnItemThatCannotBeStored_countsTheOthers() {
    commit(submission(web, NOW, event(1, "f"), event(2, "bad\0"), event(3, "g")));

    assertThat(accepted(DAY)).isEqualTo(2);
  }

  @Test
  void commit_ofDuplicatesOnly_usesTheTokenAndCountsNothing() {
    Instant later = NOW.plusSeconds(5);
    commit(submission(web, NOW, event(1, "f")));
    commit(submission(web, later, event(1, "f")), submission(web, NOW));

    assertThat(accepted(DAY)).isEqualTo(1);
    assertThat(store.apiTokens().list(project))
        .extracting(StoredToken::lastUsedAt)
        .containsExactly(later, null);
  }

  private void commit(Submission... submissions) {
    assertThat(new Committer(store.digests()).commit(List.of(submissions)))
        .hasSize(submissions.length);
  }

  private Submission submission(ApiToken token, Instant receivedAt, Item... items) {
    return new Submission(project, token.id(), receivedAt, null, List.of(items), List.of());
  }

  private long accepted(long day) {
    return store.projects().allowance(project, day).orElseThrow().onDay();
  }

  private ApiToken token(long account, int number) {
    byte[] bytes = {(byte) number};
    return store.apiTokens().create(project, new NewToken(account, "t", bytes, bytes), NOW);
  }
}
