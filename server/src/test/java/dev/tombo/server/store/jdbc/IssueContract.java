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
import static org.assertj.core.api.Assertions.entry;

import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import dev.tombo.server.store.DigestTransaction.GroupingUser;
import dev.tombo.server.store.DigestTransaction.HourCount;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.TagCount;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.IssueStore.ActionOutcome;
import dev.tombo.server.store.StoreConflictException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does with one issue. */
interface IssueContract extends OpenStore {
  private Map<Long, IssueState> apply(IssueChange... changes) {
    return inTransaction(store(), tx -> tx.changeIssues(1, List.of(changes)));
  }

  private IssueRow found(IssueId id) {
    return store().issues().find(id).orElseThrow();
  }

  private Map<Long, ActionOutcome> act(IssueAction action, Long... numbers) {
    return store().issues().act(1, List.of(numbers), action, 7, minute(50));
  }

  /** The state that each slice says, by issue. */
  private List<List<Object>> slicesOfAnotherState(IssueStatus status, Level level) {
    return rows(
        "select issue, environment, release from issue_slice where status <> %d or level <> %d"
            .formatted(Ordinals.of(status), Ordinals.of(level)));
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
        .inTransaction(tx -> tx.insertIssues(1, List.of(new NewIssue(1, "t", null, Level.ERROR))));

    assertThat(store().issues().find(new IssueId(1, 1))).isEmpty();
  }

  @Test
  default void changeIssues_byLaterEvent_replacesWhatDescribesTheLatest() {
    IssueId id = Given.issue(store(), 1, "t", Level.ERROR, 3, "prod", "1.0");

    Map<Long, IssueState> states = apply(change(1, 9, Level.INFO, null, null));

    assertThat(states).containsOnly(entry(1L, new IssueState(IssueStatus.UNRESOLVED, Level.INFO)));
    IssueRow row = found(id);
    assertThat(row.level()).isEqualTo(Level.INFO);
    assertThat(row.message()).isNull();
    assertThat(row.origin()).isNull();
    assertThat(row.latestEvent()).isEqualTo(id(9));
    assertThat(slicesOfAnotherState(IssueStatus.UNRESOLVED, Level.INFO)).isEmpty();
  }

  @Test
  default void changeIssues_byOlderEvent_keepsTheLatest() {
    IssueId id = Given.issue(store(), 1, "t", 5);

    Given.again(store(), 1, change(1, 2, Level.DEBUG), slices(1, "", "", 1, 2));

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

    Given.again(store(), 1, new IssueChange(1, 4, null), slices(1, "", "", 10, 9));

    assertThat(found(id).count()).isEqualTo(11);
    assertThat(found(id).users()).isEqualTo(4);
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
    assertThat(found(id).message()).isEqualTo("message 1");
  }

  @Test
  default void reopen_ofResolved_leavesTheOthers() {
    IssueId unresolved = Given.issue(store(), 1, "a", 1);
    IssueId resolved = Given.issue(store(), 1, "b", 1);
    IssueId archived = Given.issue(store(), 1, "c", 1);
    assertThat(act(IssueAction.RESOLVE, 2L)).containsOnly(entry(2L, ActionOutcome.DONE));
    assertThat(act(IssueAction.ARCHIVE, 3L)).containsOnly(entry(3L, ActionOutcome.DONE));

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
      Given.again(store(), 1, change(1, 2, Level.ERROR), slices(1, environment, "2.0", 1, 2));
    }

    assertThat(found(id).environments()).containsExactly("Alpha", "prod", "zeta", "é");
  }

  @Test
  default void act_onSome_changesThemAndTheirSlices() {
    Given.issue(store(), 1, "a", Level.ERROR, 1, "prod", "1.0");
    Given.issue(store(), 1, "b", Level.ERROR, 2, "prod", "1.0");

    assertThat(act(IssueAction.RESOLVE, 2L, 1L, 9L, 1L))
        .isEqualTo(
            Map.of(1L, ActionOutcome.DONE, 2L, ActionOutcome.DONE, 9L, ActionOutcome.NOT_FOUND));
    assertThat(slicesOfAnotherState(IssueStatus.RESOLVED, Level.ERROR)).isEmpty();
    assertThat(act(IssueAction.RESOLVE, 1L)).containsOnly(entry(1L, ActionOutcome.UNCHANGED));
    assertThat(act(IssueAction.ARCHIVE, 1L)).containsOnly(entry(1L, ActionOutcome.DONE));
    assertThat(found(new IssueId(1, 1)).status()).isEqualTo(IssueStatus.ARCHIVED);
    assertThat(found(new IssueId(1, 2)).status()).isEqualTo(IssueStatus.RESOLVED);
    assertThat(act(IssueAction.UNRESOLVE, 1L, 2L)).containsValues(ActionOutcome.DONE);
    assertThat(slicesOfAnotherState(IssueStatus.UNRESOLVED, Level.ERROR)).isEmpty();
    assertThat(rows("select number, issue, kind, account from activity order by number"))
        .containsExactly(
            List.of(1L, 1L, "resolved", 7L),
            List.of(2L, 2L, "resolved", 7L),
            List.of(3L, 1L, "archived", 7L),
            List.of(4L, 1L, "unresolved", 7L),
            List.of(5L, 2L, "unresolved", 7L));
  }

  @Test
  default void delete_ofIssue_forgetsItButNotItsEventsIds() {
    Given.issue(store(), 1, "gone", Level.ERROR, 1, "prod", "1.0");
    IssueId other = Given.issue(store(), 1, "other", Level.ERROR, 2, "prod", "1.0");
    Given.issue(store(), 2, "gone", Level.ERROR, 1, "prod", "1.0");

    assertThat(act(IssueAction.DELETE, 1L, 5L))
        .isEqualTo(Map.of(1L, ActionOutcome.DONE, 5L, ActionOutcome.NOT_FOUND));

    assertThat(store().issues().find(new IssueId(1, 1))).isEmpty();
    assertThat(store().events().find(1, id(1))).isEmpty();
    assertThat(found(other).title()).isEqualTo("other");
    assertThat(found(new IssueId(2, 1)).title()).isEqualTo("gone");
    assertThat(act(IssueAction.DELETE, 1L)).containsOnly(entry(1L, ActionOutcome.NOT_FOUND));
    var known = inTransaction(store(), tx -> tx.knownEvents(1, List.of(id(1), id(2))));
    assertThat(known)
        .isEqualTo(Map.of(id(1), Optional.empty(), id(2), Optional.of(new GroupingRef(2, 2))));
    IssueId anew = Given.issue(store(), 1, "gone", 3);
    assertThat(anew).isEqualTo(new IssueId(1, 3));
    assertThat(found(anew).count()).isEqualTo(1);
  }

  @Test
  default void removeDeleted_ofIssue_leavesTheOthersAndTheLedger() {
    long account = store().accounts().create("a@b.c", "a", "none", true, NOON).id();
    assertThat(store().projects().create("shop", account, NOON).id()).isEqualTo(1);
    for (int i = 1; i <= 3; i++) {
      Given.issue(store(), 1, "t" + i, i);
      long grouping = i;
      store()
          .digests()
          .inTransaction(
              tx -> {
                tx.countHours(1, List.of(new HourCount(grouping, "", "", 9, 1, NOON, NOON)));
                tx.countTags(1, List.of(new TagCount(grouping, "k", "v", 1, NOON)));
                tx.insertUsers(1, List.of(new GroupingUser(grouping, new UserHash(1, 2))));
              });
    }
    act(IssueAction.DELETE, 1L, 3L);

    for (int i = 0; store().retention().removeDeleted(1, NOON); i++) {
      assertThat(i).as("slices").isLessThan(50);
    }

    for (String table :
        List.of("event_body", "grouping_hour", "grouping_user", "tag_key", "tag_value")) {
      assertThat(rows("select grouping from " + table)).as(table).containsExactly(List.of(2L));
    }
    assertThat(rows("select issue, key, value from issue_tag order by value"))
        .containsExactly(List.of(2L, "k", ""), List.of(2L, "k", "v"));
    assertThat(rows("select count(*) from deleted_grouping")).containsExactly(List.of(0L));
    assertThat(rows("select number from event order by number"))
        .containsExactly(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  default void hours_ofIssue_areSumsWithinTheRange() {
    IssueId id = Given.issue(store(), 1, "t", 1);
    store()
        .digests()
        .inTransaction(
            tx ->
                tx.countHours(
                    1,
                    List.of(
                        new HourCount(1, "prod", "1", 10, 3, NOON, NOON),
                        new HourCount(1, "test", "1", 10, 4, NOON, NOON),
                        new HourCount(1, "", "", 12, 5, NOON, NOON),
                        new HourCount(1, "", "", 13, 6, NOON, NOON),
                        new HourCount(2, "", "", 12, 7, NOON, NOON))));

    assertThat(store().issues().hours(id, 10, 13)).isEqualTo(Map.of(10L, 7L, 12L, 5L));
    assertThat(store().issues().hours(new IssueId(2, 1), 10, 13)).isEmpty();
  }
}
