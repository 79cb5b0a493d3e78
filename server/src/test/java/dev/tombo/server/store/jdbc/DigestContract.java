// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.event;
import static dev.tombo.server.store.jdbc.Given.id;
import static dev.tombo.server.store.jdbc.Given.inTransaction;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.DigestTransaction.ActivityKind;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.StoreConflictException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does with the ledger of events, the groupings and the number series. */
interface DigestContract extends OpenStore {
  private long reserve(long project, Sequence sequence, int count) {
    return inTransaction(store(), tx -> tx.reserve(project, sequence, count));
  }

  private void insert(long project, List<NewEvent> events) {
    store().digests().inTransaction(tx -> tx.insertEvents(project, events));
  }

  private Map<EventId, Optional<GroupingRef>> known(long project, List<EventId> ids) {
    return inTransaction(store(), tx -> tx.knownEvents(project, ids));
  }

  private boolean batch(long project) {
    return inTransaction(store(), tx -> tx.insertBatch(project, id(1), NOON));
  }

  private static NewGrouping grouping(long number, String fingerprint) {
    return new NewGrouping(number, new Fingerprint(fingerprint), null, number + 100, NOON);
  }

  @Test
  default void reserve_ofSeries_isDenseFromOne() {
    assertThat(reserve(1, Sequence.EVENT, 3)).isEqualTo(1);
    assertThat(reserve(1, Sequence.EVENT, 1)).isEqualTo(4);
    assertThat(reserve(1, Sequence.ISSUE, 1)).isEqualTo(1);
    assertThat(reserve(2, Sequence.EVENT, 1)).isEqualTo(1);
    assertThat(reserve(1, Sequence.EVENT, 1)).isEqualTo(5);
    assertThatThrownBy(() -> reserve(1, Sequence.EVENT, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count");
  }

  @Test
  default void reserve_rolledBack_leavesNoGap() {
    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(
                        tx -> {
                          assertThat(tx.reserve(1, Sequence.ISSUE, 5)).isEqualTo(1);
                          throw new IllegalStateException("stop");
                        }))
        .hasMessage("stop");

    assertThat(reserve(1, Sequence.ISSUE, 1)).isEqualTo(1);
  }

  @Test
  default void events_moreThanFitInOneStatement_areAllStored() {
    List<NewEvent> events =
        LongStream.rangeClosed(1, 237).mapToObj(n -> event(n, 1 + n % 5)).toList();
    insert(1, events);

    var known = known(1, LongStream.rangeClosed(1, 337).mapToObj(Given::id).toList());

    assertThat(known).hasSize(237).containsKeys(id(1), id(237));
    assertThat(rows("select count(*), count(distinct number), min(number), max(number) from event"))
        .containsExactly(List.of(237L, 237L, 1L, 237L));
    assertThat(rows("select count(*) from event_body")).containsExactly(List.of(237L));
  }

  @Test
  default void knownEvents_ofOtherProjectOrNone_areNone() {
    insert(1, List.of(event(1, 1)));

    assertThat(known(2, List.of(id(1)))).isEmpty();
    assertThat(known(1, List.of())).isEmpty();
    insert(2, List.of(event(1, 4)));
    store().digests().inTransaction(tx -> tx.insertGroupings(2, List.of(grouping(4, "a"))));
    assertThat(known(2, List.of(id(1))))
        .containsExactly(Map.entry(id(1), Optional.of(new GroupingRef(4, 104))));
    assertThat(known(1, List.of(id(1)))).containsExactly(Map.entry(id(1), Optional.empty()));
  }

  @Test
  default void insertEvents_ofKnownId_conflictsAndStoresNothing() {
    insert(1, List.of(event(1, 1)));

    assertThatThrownBy(() -> insert(1, List.of(event(2, 1), event(1, 1), event(3, 1))))
        .isInstanceOf(StoreConflictException.class);

    assertThat(rows("select number from event")).containsExactly(List.of(1L));
    assertThat(rows("select number from event_body")).containsExactly(List.of(1L));
  }

  @Test
  default void groupings_ofFingerprints_nameTheirIssues() {
    List<NewGrouping> some =
        LongStream.rangeClosed(1, 25).mapToObj(n -> grouping(n, "v0:" + n)).toList();
    store().digests().inTransaction(tx -> tx.insertGroupings(1, some));
    var asked = LongStream.rangeClosed(20, 60).mapToObj(n -> new Fingerprint("v0:" + n)).toList();

    var found = inTransaction(store(), tx -> tx.groupings(1, asked));

    assertThat(found).hasSize(6).containsEntry(new Fingerprint("v0:25"), new GroupingRef(25, 125));
    var elsewhere = inTransaction(store(), tx -> tx.groupings(2, asked));
    assertThat(elsewhere).isEmpty();
  }

  @Test
  default void insertGroupings_ofKnownFingerprint_conflicts() {
    store().digests().inTransaction(tx -> tx.insertGroupings(1, List.of(grouping(1, "a"))));
    store().digests().inTransaction(tx -> tx.insertGroupings(2, List.of(grouping(1, "a"))));

    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(tx -> tx.insertGroupings(1, List.of(grouping(2, "a")))))
        .isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void fingerprints_ofIssue_areOldestFirst() {
    store()
        .digests()
        .inTransaction(
            tx ->
                tx.insertGroupings(
                    1,
                    List.of(
                        new NewGrouping(2, new Fingerprint("a"), null, 5, NOON),
                        new NewGrouping(1, new Fingerprint("b"), null, 5, NOON),
                        new NewGrouping(3, new Fingerprint("c"), null, 6, NOON))));

    assertThat(store().issues().fingerprints(new IssueId(1, 5)))
        .containsExactly(new Fingerprint("b"), new Fingerprint("a"));
    assertThat(store().issues().fingerprints(new IssueId(2, 5))).isEmpty();
  }

  @Test
  default void insertBatch_again_isKnown() {
    assertThat(batch(1)).isTrue();
    assertThat(batch(1)).isFalse();
    assertThat(batch(2)).isTrue();
  }

  @Test
  default void insertActivities_ofServerAndAccount_areStored() {
    store()
        .digests()
        .inTransaction(
            tx ->
                tx.insertActivities(
                    1,
                    List.of(
                        new NewActivity(
                            2, 9, minute(1), ActivityKind.REGRESSION, 4L, new Json("{\"a\":1}")),
                        new NewActivity(
                            1, 9, NOON, ActivityKind.FIRST_SEEN, null, new Json("{}")))));

    assertThat(rows("select number, issue, kind, account, detail from activity order by number"))
        .containsExactly(
            List.of(1L, 9L, "first_seen", "null", "{}"),
            List.of(2L, 9L, "regression", 4L, "{\"a\":1}"));
  }

  @Test
  default void rows_twoOfOneKey_areRefused() {
    assertThatThrownBy(() -> insert(1, List.of(event(1, 1), event(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(rows("select 1 from event")).isEmpty();
  }

  @Test
  default void store_reopened_hasWhatItHad() {
    insert(1, List.of(event(1, 1)));
    long number = reserve(1, Sequence.EVENT, 10);

    reopen();

    assertThat(known(1, List.of(id(1)))).containsKey(id(1));
    assertThat(reserve(1, Sequence.EVENT, 1)).isEqualTo(number + 10);
  }
}
