// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.event;
import static dev.tombo.server.store.jdbc.Given.id;
import static dev.tombo.server.store.jdbc.Given.inTransaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store does when something goes wrong, or much happens at once. */
interface FailureContract extends OpenStore {
  private static void insertIssue(DigestTransaction tx, long number, String title) {
    tx.insertIssues(1, List.of(new NewIssue(number, title, null, Level.ERROR)));
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  default void inTransaction_whoseWorkThrows_throwsTheSameAndStoresNothing() {
    var thrown = new IllegalStateException("stop");

    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(
                        tx -> {
                          tx.insertEvents(1, List.of(event(1, 1)));
                          throw thrown;
                        }))
        .isSameAs(thrown);

    assertThat(rows("select 1 from event")).isEmpty();
    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1))));
  }

  @Test
  default void inTransaction_whoseWorkSwallowsAFailure_storesNothing() {
    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1))));

    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(
                        tx -> {
                          tx.insertEvents(1, List.of(event(2, 1)));
                          assertThatThrownBy(() -> tx.insertEvents(1, List.of(event(1, 1))))
                              .isInstanceOf(StoreConflictException.class);
                        }))
        .isInstanceOf(StoreException.class);

    assertThat(rows("select number from event")).containsExactly(List.of(1L));
  }

  @Test
  default void text_withNul_isRefusedAndNothingIsStored() {
    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(
                        tx -> {
                          insertIssue(tx, 1, "fine");
                          insertIssue(tx, 2, "a\0b");
                        }))
        .isExactlyInstanceOf(StoreException.class);

    assertThat(rows("select 1 from issue")).isEmpty();
    Given.issue(store(), 1, "fine", 1);
  }

  @Test
  default void text_longAndOfAllPlanes_isKept() {
    String title = "é\u0001\u2028 \uD83D\uDE00 👩‍🚀 \uDBFF\uDFFD ".repeat(5_000);
    store()
        .digests()
        .inTransaction(
            tx -> {
              insertIssue(tx, 1, title);
              tx.countSlices(
                  1,
                  Given.slices(1, "", "", 1, 1),
                  tx.changeIssues(1, List.of(Given.change(1, 1, Level.ERROR))));
            });

    assertThat(store().issues().find(new IssueId(1, 1)).orElseThrow().title()).isEqualTo(title);
  }

  @Test
  default void inTransaction_ofManyAtOnce_countsEachEventOnce() throws Exception {
    IssueId issue = Given.issue(store(), 1, "t", 0);
    List<EventId> ids = LongStream.range(100, 140).mapToObj(Given::id).toList();
    Callable<Integer> writer =
        () -> {
          while (true) {
            try {
              return inTransaction(store(), tx -> digest(tx, issue.number(), ids));
            } catch (StoreConflictException e) {
              // Another was first: the same again sees it.
            }
          }
        };

    List<Integer> stored = atOnce(List.of(writer, writer, writer, writer));

    assertThat(stored).containsExactlyInAnyOrder(40, 0, 0, 0);
    assertThat(store().issues().find(issue).orElseThrow().count()).isEqualTo(41);
    assertThat(rows("select count(*), min(number), max(number) from event"))
        .containsExactly(List.of(41L, 1L, 41L));
  }

  /** What a digest does: leaves out what is known, stores and counts the rest. */
  private static int digest(DigestTransaction tx, long issue, List<EventId> ids) {
    var known = tx.knownEvents(1, ids);
    List<EventId> fresh = ids.stream().filter(id -> !known.containsKey(id)).toList();
    if (fresh.isEmpty()) {
      return 0;
    }
    long first = tx.reserve(1, Sequence.EVENT, fresh.size());
    List<NewEvent> events = new ArrayList<>();
    for (EventId id : fresh) {
      events.add(new NewEvent(id, first + events.size(), 1, 7, NOON, NOON, 1, null));
    }
    tx.insertEvents(1, events);
    for (int i = 0; i < fresh.size(); i++) {
      tx.countSlices(
          1,
          Given.slices(issue, "", "", 1, 1),
          tx.changeIssues(1, List.of(Given.change(issue, 1, Level.ERROR))));
    }
    return fresh.size();
  }

  @Test
  default void store_readWhileWritten_answersAll() throws Exception {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long project = 1L + i;
      tasks.add(() -> Given.issue(store(), project, "t", 1).project() == project);
      tasks.add(() -> store().issues().find(new IssueId(project, 99)).isEmpty());
    }

    assertThat(atOnce(tasks)).hasSize(80).containsOnly(true);
  }

  @Test
  default void inTransaction_ofInterruptedCaller_isDoneOrSaysThatItIsNot() {
    Thread.currentThread().interrupt();
    boolean done = true;
    try {
      store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1))));
    } catch (StoreException e) {
      done = false;
    }
    boolean interrupted = Thread.interrupted();

    assertThat(interrupted).isTrue();
    assertThat(rows("select 1 from event")).hasSize(done ? 1 : 0);
  }

  @Test
  default void check_ofWorkingStore_isSilentAgainAndAgain() {
    assertThatCode(
            () -> {
              store().check();
              store().check();
            })
        .doesNotThrowAnyException();
    assertThat(rows("select id, writes from probe")).containsExactly(List.of(1L, 2L));
  }

  @Test
  default void bytes_ofAStore_growWithIt() {
    long before = store().bytes();
    assertThat(before).isGreaterThan(100_000);

    byte[] body = new byte[1 << 20];
    new Random(1).nextBytes(body);
    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1, body))));

    assertThat(store().bytes()).isGreaterThanOrEqualTo(before + (1 << 20));
  }

  @Test
  default void store_closed_failsCalls() {
    var closed = store();
    reopen();

    closed.close();

    assertThatThrownBy(closed::check).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> closed.events().find(1, id(1))).isInstanceOf(StoreException.class);
    assertThat(store().events().find(1, id(1))).isEmpty();
  }
}
