// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.event;
import static dev.tombo.server.store.jdbc.Given.id;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.EventRow;
import dev.tombo.server.store.Page;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does with events that are read. */
interface EventContract extends OpenStore {
  private void grouping(long number, long issue) {
    store()
        .digests()
        .inTransaction(
            tx ->
                tx.insertGroupings(
                    1,
                    List.of(
                        new NewGrouping(
                            number, new Fingerprint("f" + number), null, issue, NOON))));
  }

  private void events(NewEvent... events) {
    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(events)));
  }

  private static List<Long> numbers(Page<EventRow> page) {
    return page.items().stream().map(EventRow::number).toList();
  }

  @Test
  default void event_stored_isFoundAsItWas() {
    grouping(3, 8);
    byte[] body = new byte[100_000];
    body[99_999] = 42;
    events(new NewEvent(id(5), 5, 3, 77, minute(5), minute(4), 9, body));

    EventRow found = store().events().find(1, id(5)).orElseThrow();

    assertThat(found)
        .usingRecursiveComparison()
        .isEqualTo(new EventRow(id(5), 5, new IssueId(1, 8), 77, minute(5), minute(4), 9, body));
    assertThat(store().events().find(2, id(5))).isEmpty();
    assertThat(store().events().find(1, id(6))).isEmpty();
  }

  @Test
  default void event_withoutBody_isKnownButNotFound() {
    grouping(1, 1);
    events(event(1, 1, null), event(2, 1));

    assertThat(store().events().find(1, id(1))).isEmpty();
    assertThat(numbers(store().events().ofIssue(new IssueId(1, 1), OptionalLong.empty(), 10)))
        .containsExactly(2L);
    store()
        .digests()
        .inTransaction(tx -> assertThat(tx.knownEvents(1, List.of(id(1)))).containsKey(id(1)));
  }

  @Test
  default void ofIssue_inPages_givesEachEventOnceNewestFirst() {
    grouping(1, 1);
    grouping(2, 1);
    grouping(3, 9);
    events(
        LongStream.rangeClosed(1, 60).mapToObj(n -> event(n, 1 + n % 3)).toArray(NewEvent[]::new));
    var issue = new IssueId(1, 1);

    Page<EventRow> first = store().events().ofIssue(issue, OptionalLong.empty(), 15);
    Page<EventRow> second = store().events().ofIssue(issue, OptionalLong.of(39), 25);

    assertThat(numbers(first)).hasSize(15).startsWith(60L, 58L, 57L).endsWith(40L, 39L);
    assertThat(first.more()).isTrue();
    assertThat(first.items()).allMatch(row -> row.issue().equals(issue));
    assertThat(numbers(second)).hasSize(25).startsWith(37L, 36L).endsWith(3L, 1L);
    assertThat(second.more()).isFalse();
    assertThat(store().events().ofIssue(issue, OptionalLong.of(1), 5).items()).isEmpty();
  }
}
