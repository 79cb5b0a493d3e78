// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.RegroupStore.ActivityRow;
import dev.tombo.server.store.RegroupStore.RegroupException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What a store does when groupings move between issues: totals stay, and every move can be undone.
 */
interface RegroupContract extends Regroupings {
  /** All that lists and pages read of issues. */
  private List<List<List<Object>>> everything() {
    return List.of(
        rows("select * from issue_slice order by issue, environment, release"),
        rows(
            "select number, title, culprit, message, level, status, origin, users, latest_at"
                + " from issue where merged_into is null order by number"),
        rows("select issue, head, text from issue_text order by issue"),
        rows("select issue, key, value from issue_tag order by issue, key, value"));
  }

  @Test
  default void merge_issues_countsFollowAndUndoingBringsThemBack() {
    send(fault(1, "a"), fault(2, "a"), fault(3, "b"), fault(4, "c"), fault(7, "b"));
    var before = everything();
    var totals = totals();

    merge(1, 2L, 3L);

    assertThat(totals()).isEqualTo(totals);
    assertThatCountsAgree();
    assertThat(store().issues().find(issue(2))).isEmpty();
    assertThat(row(1).count()).isEqualTo(5);
    assertThat(row(1).users()).isEqualTo(4);
    assertThat(row(1).title()).isEqualTo("title a");
    assertThat(row(1).message()).isEqualTo("message 7");
    assertThat(row(1).firstSeen()).isEqualTo(minute(1));
    assertThat(row(1).lastSeen()).isEqualTo(minute(7));
    assertThat(row(1).environments()).containsExactly("prod", "test");
    assertThat(store().issues().fingerprints(issue(1))).hasSize(3);
    ActivityRow merged = history(1).getFirst();
    assertThat(merged.kind()).isEqualTo("merged");
    assertThat(merged.detail()).isEqualTo("{\"issues\":[\"1-2\",\"1-3\"]}");
    assertThat(merged.moved()).isTrue();

    store().regroupings().undo(issue(1), merged.number(), DESCRIBER, ANA);

    assertThat(everything()).isEqualTo(before);
    assertThat(history(1).getFirst().kind()).isEqualTo("undone");
    assertThat(history(1).get(1).undoneBy()).isEqualTo(history(1).getFirst().number());
    store().regroupings().undo(issue(1), history(1).getFirst().number(), DESCRIBER, ANA);
    assertThat(row(1).count()).isEqualTo(5);
    assertThat(totals()).isEqualTo(totals);
  }

  @Test
  default void merge_again_changesNothing() {
    send(fault(1, "a"), fault(2, "b"));
    merge(1, 2L);
    var before = everything();

    merge(1, 2L);

    assertThat(everything()).isEqualTo(before);
    assertThat(history(1)).extracting(ActivityRow::kind).containsExactly("merged", "first_seen");
  }

  @Test
  default void event_ofMergedIssue_isCountedThereAndGoesBackWithIt() {
    send(fault(1, "a"), fault(2, "b"));
    merge(1, 2L);

    send(fault(12, "b"), fault(6, "a"));

    assertThat(row(1).count()).isEqualTo(4);
    assertThat(row(1).users()).isEqualTo(2);
    assertThat(row(1).message()).isEqualTo("message 12");
    store().regroupings().undo(issue(1), history(1).getFirst().number(), DESCRIBER, ANA);
    assertThat(row(1).count()).isEqualTo(2);
    assertThat(row(2).count()).isEqualTo(2);
    assertThat(row(2).users()).isEqualTo(1);
    assertThat(row(1).lastSeen()).isEqualTo(minute(6));
    assertThat(row(2).lastSeen()).isEqualTo(minute(12));
    assertThatCountsAgree();
  }

  @Test
  default void split_someGroupings_countsFollowAndUndoingBringsThemBack() {
    send(fault(1, "a"), fault(2, "b"), fault(3, "c"), fault(8, "b"));
    merge(1, 2L, 3L);
    var before = everything();
    var totals = totals();

    IssueId made =
        store().regroupings().split(issue(1), List.of(new Fingerprint("b")), DESCRIBER, ANA);

    assertThat(made).isEqualTo(issue(4));
    assertThat(totals()).isEqualTo(totals);
    assertThatCountsAgree();
    assertThat(row(4).count()).isEqualTo(2);
    assertThat(row(4).title()).isEqualTo("title b");
    assertThat(row(4).users()).isEqualTo(2);
    assertThat(row(1).count()).isEqualTo(2);
    assertThat(row(1).message()).isEqualTo("message 3");
    assertThat(history(4).getFirst().kind()).isEqualTo("split_off");
    assertThat(history(1).getFirst().kind()).isEqualTo("split");

    store().regroupings().undo(issue(1), history(1).getFirst().number(), DESCRIBER, ANA);

    assertThat(totals()).isEqualTo(totals);
    assertThat(row(1).count()).isEqualTo(4);
    assertThat(store().issues().find(made)).isEmpty();
    assertThat(everything().getFirst()).hasSameSizeAs(before.getFirst());
  }

  @Test
  default void regroup_whatCannotBe_isRefusedAndChangesNothing() {
    send(fault(1, "a"), fault(2, "b"), fault(3, "c"));
    merge(1, 2L);
    long merged = history(1).getFirst().number();
    merge(3, 1L);
    var before = everything();
    Fingerprint a = new Fingerprint("a");

    refused(() -> merge(3, 9L), RegroupException.Reason.NOT_FOUND);
    refused(() -> merge(2, 3L), RegroupException.Reason.NOT_FOUND);
    refused(() -> split(3, new Fingerprint("x")), RegroupException.Reason.NOT_FOUND);
    refused(() -> split(2, a), RegroupException.Reason.NOT_FOUND);
    refused(
        () -> split(3, a, new Fingerprint("b"), new Fingerprint("c")),
        RegroupException.Reason.NOTHING_LEFT);
    refused(() -> undo(1, merged), RegroupException.Reason.CHANGED_SINCE);
    refused(() -> undo(3, merged), RegroupException.Reason.NOT_FOUND);
    refused(() -> undo(3, 99), RegroupException.Reason.NOT_FOUND);

    assertThat(everything()).isEqualTo(before);
  }

  private static void refused(Runnable work, RegroupException.Reason reason) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RegroupException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  default void delete_ofIssueWithMergedOnes_leavesNothingOfThem() {
    send(fault(1, "a"), fault(2, "b"), fault(3, "c"));
    merge(2, 3L);
    merge(1, 2L);

    store().issues().act(1, List.of(1L, 2L), IssueAction.DELETE, 7, minute(50));

    assertThat(rows("select number from issue")).isEmpty();
    assertThat(rows("select number from grouping")).isEmpty();
    assertThat(rows("select number from activity")).isEmpty();
    assertThat(rows("select activity from grouping_move")).isEmpty();
    send(fault(4, "b"));
    assertThat(row(4).count()).isEqualTo(1);
  }

  @Test
  default void activities_ofIssue_arePagedLatestFirst() {
    send(fault(1, "a"), fault(2, "b"));
    merge(1, 2L);

    var first = store().regroupings().activities(issue(1), OptionalLong.empty(), 1);
    var second =
        store()
            .regroupings()
            .activities(issue(1), OptionalLong.of(first.items().getFirst().number()), 1);

    assertThat(first.more()).isTrue();
    assertThat(first.items()).extracting(ActivityRow::kind).containsExactly("merged");
    assertThat(first.items().getFirst().account()).isEqualTo(7);
    assertThat(second.more()).isFalse();
    assertThat(second.items()).extracting(ActivityRow::kind).containsExactly("first_seen");
    assertThat(second.items().getFirst().account()).isNull();
  }
}
