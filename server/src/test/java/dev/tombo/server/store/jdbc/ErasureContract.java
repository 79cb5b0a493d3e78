// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.Erasure;
import dev.tombo.server.model.Erasure.Stage;
import dev.tombo.server.model.Person;
import dev.tombo.server.store.AuditStore.AuditQuery;
import dev.tombo.server.store.ErasureStore;
import dev.tombo.server.store.RegroupStore.Author;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a store does when a person is to be erased. */
interface ErasureContract extends OpenStore {
  /** Who asks. */
  Author ANA = new Author(1, NOON);

  private void erase(Person person) {
    long number = store().erasures().start(1, person, ANA).number();
    var reader = Persons.reader(store());
    // As many restarts as slices.
    for (int i = 0; store().erasures().step(reader, 3, minute(i)); i++) {
      reopen();
      reader = Persons.reader(store());
    }
    Erasure erasure = store().erasures().find(1, number).orElseThrow();
    assertThat(erasure.stage()).isEqualTo(Stage.DONE);
    assertThat(erasure.finishedAt()).isNotNull();
  }

  @Test
  default void erasure_byEmail_leavesNothingOfThemAndAllOfOthers() {
    Persons.send(store(), 12);
    long counted = Persons.counted(this);

    erase(new Person(Optional.empty(), Optional.of("EVA@example.com"), Optional.empty()));

    assertThat(Persons.holding(this, "eva@example.com")).isEmpty();
    assertThat(Persons.holding(this, "eva-7")).isEmpty();
    assertThat(Persons.holding(this, "diana.eva@example.com")).isNotEmpty();
    assertThat(Persons.holding(this, "rui-9")).isNotEmpty();
    assertThat(Persons.counted(this)).isEqualTo(counted);
    assertThat(rows("select count(*) from event")).isEqualTo(List.of(List.of(24L)));
    assertThat(rows("select count(*) from event_body")).isEqualTo(List.of(List.of(12L)));
  }

  @Test
  default void erasure_byUserIdOrIp_takesTheEventsOfEither() {
    Persons.send(store(), 4);

    erase(new Person(Optional.of("eva-7"), Optional.empty(), Optional.of("192.0.2.9")));

    assertThat(rows("select count(*) from event_body")).isEqualTo(List.of(List.of(4L)));
    assertThat(Persons.holding(this, "192.0.2.9")).isEmpty();
    assertThat(Persons.holding(this, "eva-7")).isEmpty();
    assertThat(rows("select count(distinct user_hash) from grouping_user"))
        .isEqualTo(List.of(List.of(1L)));
  }

  @Test
  default void erasure_ofNobody_changesNothing() {
    Persons.send(store(), 3);
    List<List<Object>> before = rows("select title, message, users from issue order by number");

    erase(new Person(Optional.of("nobody"), Optional.of("no@example.com"), Optional.empty()));

    assertThat(rows("select title, message, users from issue order by number")).isEqualTo(before);
    assertThat(store().erasures().find(1, 1).orElseThrow().examined()).isEqualTo(6);
  }

  @Test
  default void erasure_fromStartToEnd_isToldWithoutWhoItIs() {
    Persons.send(store(), 1);
    erase(new Person(Optional.empty(), Optional.of("eva@example.com"), Optional.empty()));

    var told =
        store()
            .audit()
            .entries(
                new AuditQuery(
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.of(1),
                    Optional.empty(),
                    Optional.empty()),
                OptionalLong.empty(),
                2)
            .items();
    assertThat(told.stream().map(entry -> entry.deed().action()))
        .containsExactly(AuditAction.ERASURE_FINISHED, AuditAction.ERASURE_STARTED);
    assertThat(told.toString()).doesNotContain("eva@example.com");
    assertThat(rows("select user_id, email, ip, known_by from erasure"))
        .isEqualTo(List.of(List.of("null", "null", "null", "email")));
  }

  @Test
  default void erasures_listed_areNewestFirst() {
    Persons.send(store(), 1);
    ErasureStore erasures = store().erasures();
    Person eva = new Person(Optional.of("eva-7"), Optional.empty(), Optional.empty());
    erasures.start(1, eva, ANA);
    erasures.start(1, eva, ANA);

    var page = erasures.ofProject(1, OptionalLong.empty(), 1);

    assertThat(page.items().getFirst().number()).isEqualTo(2);
    assertThat(page.more()).isTrue();
    assertThat(erasures.ofProject(1, OptionalLong.of(2), 1).items().getFirst().number())
        .isEqualTo(1);
    assertThat(erasures.find(2, 1)).isEmpty();
  }
}
