// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.digest.Item;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.GroupingStore.GroupingRow;
import dev.tombo.server.store.GroupingStore.StoredBody;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore.ActivityRow;
import dev.tombo.server.store.StoreConflictException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store knows of groupings: versions of the algorithm and of rules, and what is kept. */
interface GroupingContract extends Regroupings {
  @Test
  default void event_ofNewVersion_joinsTheIssueOfTheOld() {
    send(fault(1, "v0:a"), fault(2, "v0:b"));
    var totals = rows("select sum(count) from issue_slice where environment = '' and release = ''");

    send(
        fault(3, "v1:a", new Fingerprint("v0:a")),
        fault(4, "v1:a2", new Fingerprint("v0:a")),
        fault(5, "v1:c", new Fingerprint("v0:c")));
    send(fault(6, "v1:a"));

    assertThat(totals).containsExactly(List.of(2L));
    assertThat(row(1).count()).isEqualTo(4);
    assertThat(row(2).count()).isEqualTo(1);
    assertThat(row(3).title()).isEqualTo("title v1:c");
    assertThat(store().issues().fingerprints(issue(1))).hasSize(3);
    assertThat(history(1))
        .extracting(ActivityRow::kind)
        .containsExactly("regrouped", "regrouped", "first_seen");
    assertThatCountsAgree();
  }

  @Test
  default void changeRules_givesIssuesTheFingerprintsThatAreNew() {
    send(fault(1, "a"), fault(2, "b"));

    change(0, Map.of(new Fingerprint("x"), 1L, new Fingerprint("b"), 1L, new Fingerprint("y"), 9L));
    send(fault(3, "x"), fault(4, "b"), fault(5, "y"));

    assertThat(row(1).count()).isEqualTo(2);
    assertThat(row(2).count()).isEqualTo(2);
    assertThat(row(3).count()).isEqualTo(1);
  }

  private StoredRules change(long after, Map<Fingerprint, Long> owners) {
    Json rules = new Json("{\"after\":" + after + "}");
    return store().groupings().changeRules(1, after, rules, owners, ANA);
  }

  @Test
  default void changeRules_afterAnotherThanIsInForce_doesNothing() {
    send(fault(1, "a"));
    var groupings = store().groupings();
    assertThat(groupings.rules(1)).isEmpty();

    assertThat(change(0, Map.of()).version()).isEqualTo(1);
    assertThat(change(1, Map.of()).version()).isEqualTo(2);

    assertThat(groupings.rules(1).orElseThrow().rules()).isEqualTo(new Json("{\"after\":1}"));
    assertThat(groupings.rules(2)).isEmpty();
    assertThatThrownBy(() -> change(1, Map.of(new Fingerprint("x"), 1L)))
        .isInstanceOf(StoreConflictException.class);
    assertThat(rows("select fingerprint from grouping")).containsExactly(List.of("a"));
  }

  @Test
  default void firstUsed_again_isTheFirstTime() {
    assertThat(store().groupings().firstUsed("v1", minute(1))).isEqualTo(minute(1));
    assertThat(store().groupings().firstUsed("v1", minute(9))).isEqualTo(minute(1));
  }

  @Test
  default void groupings_ofProject_sayWhatIsKeptOfThem() {
    send(fault(1, "a"), fault(2, "a"), fault(3, "b"), repeat(4, fault(1, "a"), 9));
    send(repeat(5, fault(99, "b"), 7));

    assertThat(store().groupings().groupings(1, 0, 10))
        .containsExactly(new GroupingRow(1, 1, 11, 2, 2), new GroupingRow(2, 2, 8, 2, 8));
    assertThat(store().groupings().groupings(1, 1, 10)).hasSize(1);
    assertThat(store().groupings().groupings(1, 0, 1)).hasSize(1);
    assertThat(store().groupings().groupings(2, 0, 10)).isEmpty();
  }

  @Test
  default void bodies_ofGrouping_areTheNewestFirst() {
    send(fault(1, "a"), fault(2, "a"), fault(3, "a"), repeat(4, fault(99, "a"), 7));

    List<StoredBody> newest = store().groupings().bodies(1, 1, Long.MAX_VALUE, 2);
    List<StoredBody> next = store().groupings().bodies(1, 1, newest.getLast().event(), 10);

    assertThat(newest).extracting(StoredBody::event).containsExactly(4L, 3L);
    assertThat(newest).extracting(StoredBody::occurrences).containsExactly(7L, 1L);
    assertThat(next).extracting(StoredBody::event).containsExactly(2L, 1L);
    assertThat(new String(next.getLast().body(), StandardCharsets.UTF_8)).isEqualTo("1 a");
    assertThat(store().groupings().bodies(1, 2, Long.MAX_VALUE, 2)).isEmpty();
  }

  private static Item repeat(long number, Item of, long count) {
    return new Item(Given.id(number), of.id(), count, minute(number), minute(number), of.facts());
  }
}
