// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.change;
import static dev.tombo.server.store.jdbc.Given.id;
import static dev.tombo.server.store.jdbc.Given.inTransaction;
import static dev.tombo.server.store.jdbc.Given.minute;
import static dev.tombo.server.store.jdbc.Given.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.StoreConflictException;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does with one issue. */
interface IssueContract extends OpenStore {
  private void apply(IssueChange... changes) {
    store().digests().inTransaction(tx -> tx.changeIssues(1, List.of(changes)));
  }

  private IssueRow found(IssueId id) {
    return store().issues().find(id).orElseThrow();
  }

  /** Sets a status as a person will. */
  private void status(IssueId issue, IssueStatus status) {
    var sql = Sql.of("update issue set status = ? where project_id = :p and number = ?");
    var unused =
        store()
            .database()
            .write(
                s ->
                    s.update(
                        sql,
                        issue.project(),
                        List.of(issue),
                        (p, row) -> p.add(status).add(row.number())));
  }

  @Test
  default void issue_withItsFirstEvent_isFound() {
    IssueId id = Given.issue(store(), 1, "Título 😀 \uD83D\uDE80", Level.FATAL, 3, "prod", "1.0");

    assertThat(found(id))
        .isEqualTo(
            new IssueRow(
                new IssueId(1, 1),
                "Título 😀 \uD83D\uDE80",
                "culprit",
                "message 3",
                Level.FATAL,
                IssueStatus.UNRESOLVED,
                "host 3",
                1,
                0,
                minute(3),
                minute(3),
                List.of("prod"),
                id(3)));
    assertThat(store().issues().find(new IssueId(2, 1))).isEmpty();
    assertThat(store().issues().find(new IssueId(1, 2))).isEmpty();
  }

  @Test
  default void issue_withoutEvents_isNotFound() {
    store()
        .digests()
        .inTransaction(
            tx -> tx.insertIssues(1, List.of(new NewIssue(1, "t", null, Level.ERROR, NOON))));

    assertThat(store().issues().find(new IssueId(1, 1))).isEmpty();
  }

  @Test
  default void changeIssues_byLaterEvent_replacesWhatDescribesTheLatest() {
    IssueId id = Given.issue(store(), 1, "t", 3);

    apply(
        new IssueChange(
            1,
            5,
            2,
            minute(2),
            minute(9),
            new LatestEvent(id(9), minute(9), Level.INFO, null, null)));

    IssueRow row = found(id);
    assertThat(row.count()).isEqualTo(6);
    assertThat(row.users()).isEqualTo(2);
    assertThat(row.firstSeen()).isEqualTo(minute(2));
    assertThat(row.lastSeen()).isEqualTo(minute(9));
    assertThat(row.level()).isEqualTo(Level.INFO);
    assertThat(row.message()).isNull();
    assertThat(row.origin()).isNull();
    assertThat(row.latestEvent()).isEqualTo(id(9));
  }

  @Test
  default void changeIssues_byOlderEvent_keepsTheLatest() {
    IssueId id = Given.issue(store(), 1, "t", 5);

    apply(change(1, 2, Level.DEBUG));

    IssueRow row = found(id);
    assertThat(row.count()).isEqualTo(2);
    assertThat(row.firstSeen()).isEqualTo(minute(2));
    assertThat(row.lastSeen()).isEqualTo(minute(5));
    assertThat(row.level()).isEqualTo(Level.ERROR);
    assertThat(row.message()).isEqualTo("message 5");
    assertThat(row.latestEvent()).isEqualTo(id(5));
  }

  @Test
  default void changeIssues_byRepeatWithoutEvent_movesLastSeenOnly() {
    IssueId id = Given.issue(store(), 1, "t", 3);

    apply(new IssueChange(1, 10, 0, minute(4), minute(9), null));

    assertThat(found(id).count()).isEqualTo(11);
    assertThat(found(id).lastSeen()).isEqualTo(minute(9));
    assertThat(found(id).message()).isEqualTo("message 3");
    apply(change(1, 6, Level.INFO));
    assertThat(found(id).message()).isEqualTo("message 6");
    assertThat(found(id).lastSeen()).isEqualTo(minute(9));
    apply(change(1, 5, Level.INFO));
    assertThat(found(id).message()).isEqualTo("message 6");
  }

  @Test
  default void changeIssues_ofMany_changesEach() {
    for (int i = 1; i <= 12; i++) {
      Given.issue(store(), 1, "t" + i, i);
    }

    apply(
        LongStream.rangeClosed(1, 12)
            .mapToObj(n -> change(n, 20 + n, Level.WARNING))
            .toArray(IssueChange[]::new));

    for (int i = 1; i <= 12; i++) {
      assertThat(found(new IssueId(1, i)).message()).isEqualTo("message " + (20 + i));
    }
  }

  @Test
  default void changeIssues_ofIssueThatIsGone_conflicts() {
    IssueId id = Given.issue(store(), 1, "t", 1);

    assertThatThrownBy(() -> apply(change(1, 2, Level.ERROR), change(2, 2, Level.ERROR)))
        .isInstanceOf(StoreConflictException.class);
    assertThat(found(id).count()).isEqualTo(1);
  }

  @Test
  default void reopen_ofResolved_leavesTheOthers() {
    IssueId unresolved = Given.issue(store(), 1, "a", 1);
    IssueId resolved = Given.issue(store(), 1, "b", 1);
    IssueId archived = Given.issue(store(), 1, "c", 1);
    status(resolved, IssueStatus.RESOLVED);
    status(archived, IssueStatus.ARCHIVED);

    Set<Long> reopened = inTransaction(store(), tx -> tx.reopen(1, List.of(3L, 2L, 1L, 9L)));

    assertThat(reopened).containsExactly(resolved.number());
    assertThat(found(unresolved).status()).isEqualTo(IssueStatus.UNRESOLVED);
    assertThat(found(resolved).status()).isEqualTo(IssueStatus.UNRESOLVED);
    assertThat(found(archived).status()).isEqualTo(IssueStatus.ARCHIVED);
  }

  @Test
  default void environments_ofIssue_areNamedOnceInOrder() {
    IssueId id = Given.issue(store(), 1, "t", Level.ERROR, 1, "prod", "1.0");
    for (String environment : List.of("zeta", "Alpha", "é", "prod")) {
      store().digests().inTransaction(tx -> tx.countSlices(1, slices(1, environment, "2.0", 1, 2)));
    }

    assertThat(found(id).environments()).containsExactly("Alpha", "prod", "zeta", "é");
  }
}
