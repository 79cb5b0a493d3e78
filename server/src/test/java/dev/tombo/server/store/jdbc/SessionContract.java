// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.OpenSession;
import dev.tombo.server.store.StoreConflictException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store does with people's log-ins. */
interface SessionContract extends OpenStore {
  private Account ana() {
    return store().accounts().create("ana@example.com", "Ana", "hash", true, NOON);
  }

  @Test
  default void session_created_isOfItsAccountUntilItExpires() {
    Account ana = ana();

    assertThat(store().sessions().create(Long.MAX_VALUE, ana, "agent", NOON, minute(9))).isTrue();

    assertThat(store().sessions().account(Long.MAX_VALUE, minute(8))).contains(ana);
    assertThat(store().sessions().account(Long.MAX_VALUE, minute(9))).isEmpty();
    assertThat(store().sessions().account(1, NOON)).isEmpty();
    assertThat(rows("select generation, created_at, refreshed_at, ended_at from session"))
        .containsExactly(List.of(0L, NOON.toEpochMilli(), NOON.toEpochMilli(), "null"));
  }

  @Test
  default void sessions_ofAccount_areThoseThatGoOnNewestFirst() {
    Account ana = ana();
    Account rui = store().accounts().create("rui@example.com", "Rui", "hash", false, NOON);
    for (int i = 1; i <= 4; i++) {
      store().sessions().create(i, ana, "agent " + i, minute(i), minute(i + 10));
    }
    store().sessions().create(9, rui, "phone", NOON, minute(20));
    store().sessions().rotate(3, 0, minute(5), minute(16));

    assertThat(store().sessions().end(rui.id(), 4, minute(6))).isFalse();
    assertThat(store().sessions().end(ana.id(), 4, minute(6))).isTrue();
    assertThat(store().sessions().end(ana.id(), 4, minute(6))).isFalse();

    assertThat(store().sessions().ofAccount(ana.id(), minute(11)))
        .containsExactly(
            new OpenSession(3, "agent 3", minute(3), minute(5)),
            new OpenSession(2, "agent 2", minute(2), minute(2)));
    assertThat(store().sessions().account(4, minute(7))).isEmpty();
  }

  @Test
  default void session_ofTakenNumber_conflicts() {
    Account ana = ana();
    assertThat(store().sessions().create(1, ana, "agent", NOON, minute(9))).isTrue();

    assertThatThrownBy(() -> store().sessions().create(1, ana, "agent", NOON, minute(9)))
        .isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void session_afterThePasswordChanged_isNotCreated() {
    Account ana = ana();
    store().accounts().setPassword(ana.id(), "new", NOON);

    assertThat(store().sessions().create(1, ana, "agent", NOON, minute(9))).isFalse();
    assertThat(rows("select id from session")).isEmpty();
  }

  @Test
  default void session_created_forgetsTheAccountsExpired() {
    Account ana = ana();
    Account rui = store().accounts().create("rui@example.com", "Rui", "hash", false, NOON);
    store().sessions().create(1, ana, "agent", NOON, minute(1));
    store().sessions().create(2, ana, "agent", NOON, minute(9));
    store().sessions().create(3, rui, "agent", NOON, minute(1));

    store().sessions().create(4, ana, "agent", minute(5), minute(9));

    assertThat(rows("select id from session order by id"))
        .containsExactly(List.of(2L), List.of(3L), List.of(4L));
  }

  @Test
  default void rotate_itsGeneration_goesOn() {
    Account ana = ana();
    store().sessions().create(1, ana, "agent", NOON, minute(9));

    assertThat(store().sessions().rotate(1, 0, minute(5), minute(14)))
        .isEqualTo(OptionalLong.of(ana.id()));
    assertThat(store().sessions().rotate(1, 1, minute(6), minute(15)))
        .isEqualTo(OptionalLong.of(ana.id()));

    assertThat(rows("select generation, refreshed_at, expires_at from session"))
        .containsExactly(List.of(2L, minute(6).toEpochMilli(), minute(15).toEpochMilli()));
  }

  @Test
  default void rotate_anotherGenerationOrNone_changesNothing() {
    store().sessions().create(1, ana(), "agent", NOON, minute(9));
    store().sessions().rotate(1, 0, NOON, minute(9));

    assertThat(store().sessions().rotate(1, 0, minute(1), minute(99))).isEmpty();
    assertThat(store().sessions().rotate(1, 2, minute(1), minute(99))).isEmpty();
    assertThat(store().sessions().rotate(2, 0, minute(1), minute(99))).isEmpty();
    assertThat(store().sessions().rotate(1, 1, minute(9), minute(99))).as("expired").isEmpty();
    assertThat(rows("select generation, expires_at from session"))
        .containsExactly(List.of(1L, minute(9).toEpochMilli()));
  }

  @Test
  default void rotate_oneGenerationManyTimesAtOnce_goesOnOnce() throws Exception {
    store().sessions().create(1, ana(), "agent", NOON, minute(9));
    var start = new CountDownLatch(1);
    List<Future<OptionalLong>> calls = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        calls.add(
            threads.submit(
                () -> {
                  start.await();
                  return store().sessions().rotate(1, 0, NOON, minute(9));
                }));
      }
      start.countDown();
    }
    int done = 0;
    for (Future<OptionalLong> call : calls) {
      done += call.get().isPresent() ? 1 : 0;
    }

    assertThat(done).isEqualTo(1);
  }

  @Test
  default void end_aSession_isForGood() {
    store().sessions().create(1, ana(), "agent", NOON, minute(9));

    assertThat(store().sessions().end(1, minute(1))).isTrue();

    assertThat(store().sessions().account(1, minute(1))).isEmpty();
    assertThat(store().sessions().rotate(1, 0, minute(1), minute(9))).isEmpty();
    assertThat(store().sessions().end(1, minute(2))).isFalse();
    assertThat(rows("select ended_at from session"))
        .containsExactly(List.of(minute(1).toEpochMilli()));
  }

  @Test
  default void end_expiredOrUnknown_isNothing() {
    store().sessions().create(1, ana(), "agent", NOON, minute(9));

    assertThat(store().sessions().end(1, minute(9))).isFalse();
    assertThat(store().sessions().end(2, NOON)).isFalse();
  }
}
