// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the database itself refuses costs the one event, whatever shared its commit. */
interface PoisonContract extends OpenStore {
  /** Each in the middle of so many. */
  int EVENTS = 200;

  int POISON = 137;

  /** A text that the database refuses where an event has it as its release. */
  String refusedRelease();

  private static Item item(int number, String fault, String release) {
    Facts facts =
        new Facts(
            new Verdict(new Fingerprint(fault), null, List.of(), "title " + fault, "culprit"),
            Level.ERROR,
            "message",
            "host",
            "production",
            release,
            "logger",
            Map.of("region", "eu"),
            new UserHash(1, number),
            new byte[] {1, 2, 3},
            null);
    return new Item(id(number), null, 1, NOON, NOON, facts);
  }

  private static Submission submission(List<Item> items) {
    return new Submission(1, 1, NOON, null, items, List.of());
  }

  /** Commits all submissions at once; answers what became of all of their items. */
  private List<Outcome> commit(List<Submission> submissions)
      throws ExecutionException, InterruptedException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Digester digester = new Digester(store().digests(), meters, System::nanoTime);
    List<Future<List<Outcome>>> answers = new ArrayList<>();
    for (Submission submission : submissions) {
      answers.add(digester.submit(submission, Duration.ZERO));
    }
    digester.start(Thread.ofPlatform()::unstarted);
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<List<Outcome>> answer : answers) {
      outcomes.addAll(answer.get());
    }
    digester.close(Duration.ofMinutes(1));
    assertThat(meters.get("tombo.commit").timer().count()).as("commits").isOne();
    return outcomes;
  }

  /** Holds what there is to all but the poisonous one. */
  private void verify(List<Outcome> outcomes, long before) {
    List<Outcome> expected = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      expected.add(i == POISON ? Outcome.NOT_STORABLE : Outcome.ACCEPTED);
    }
    assertThat(outcomes).isEqualTo(expected);
    long stored = before + EVENTS - 1;
    assertThat(rows("select count(*), max(number) from event"))
        .containsExactly(List.of(stored, stored));
    assertThat(rows("select count(*) from event_body")).containsExactly(List.of(stored));
    assertThat(rows("select sum(count) from ledger where outcome = 0"))
        .containsExactly(List.of(stored));
    assertThat(rows("select count from ledger where reason = 'not_storable'"))
        .containsExactly(List.of(1L));
    assertThat(rows("select sum(count) from grouping_hour where count < 1000000"))
        .containsExactly(List.of((long) EVENTS - 1));
  }

  @Test
  default void commit_ofSubmissionsOfWhichOneIsRefused_storesTheOthers() throws Exception {
    List<Submission> all =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> item(i, "fault " + i % 7, i == POISON ? refusedRelease() : "1.0"))
            .map(item -> submission(List.of(item)))
            .toList();

    verify(commit(all), 0);
  }

  @Test
  default void commit_ofABatchOfWhichOneIsRefused_storesTheOthers() throws Exception {
    List<Item> items =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> item(i, "fault " + i % 7, i == POISON ? refusedRelease() : "1.0"))
            .toList();

    verify(commit(List.of(submission(items))), 0);
  }

  @Test
  default void commit_ofWhichOneOverflowsACounter_storesTheOthers() throws Exception {
    assertThat(commit(List.of(submission(List.of(item(1_000, "full", "1.0"))))))
        .containsExactly(Outcome.ACCEPTED);
    run("update grouping_hour set count = " + Long.MAX_VALUE);
    List<Submission> all =
        IntStream.range(0, EVENTS)
            .mapToObj(i -> item(i, i == POISON ? "full" : "fault " + i % 7, "1.0"))
            .map(item -> submission(List.of(item)))
            .toList();

    verify(commit(all), 1);
  }
}
