// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.RegroupStore.ActivityRow;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.Describer;
import dev.tombo.server.store.RegroupStore.Description;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** Events of faults for tests that move groupings between issues, and the ways to move them. */
interface Regroupings extends OpenStore {
  Author ANA = new Author(7, minute(90));

  /** What {@link #fault} says of an event, from its body. */
  Describer DESCRIBER =
      body -> {
        String[] text = new String(body, StandardCharsets.UTF_8).split(" ", 2);
        return Optional.of(
            new Description(
                "title " + text[1], "c", Level.ERROR, "message " + text[0], "host " + text[0]));
      };

  /**
   * An event of a fault, by its number; each has an environment, a release and a user of its own.
   */
  default Item fault(long number, String fault, Fingerprint... earlier) {
    String environment = number % 2 == 0 ? "prod" : "test";
    String release = number % 3 == 0 ? "" : "1." + number % 3;
    Facts facts =
        new Facts(
            new Verdict(new Fingerprint(fault), null, List.of(earlier), "title " + fault, "c"),
            Level.ERROR,
            "message " + number,
            "host " + number,
            environment,
            release,
            null,
            Map.of(),
            new UserHash(1, number % 5),
            (number + " " + fault).getBytes(StandardCharsets.UTF_8),
            null);
    return new Item(Given.id(number), null, 1, minute(number), minute(number), facts);
  }

  default Digester digester() {
    return new Digester(store().digests(), new SimpleMeterRegistry(), System::nanoTime);
  }

  default void send(Item... items) {
    Digester digester = digester();
    digester.start(Thread.ofPlatform().factory());
    assertThat(submit(digester, items).join()).containsOnly(Outcome.ACCEPTED);
    digester.close(Duration.ofSeconds(60));
  }

  default CompletableFuture<List<Outcome>> submit(Digester digester, Item... items) {
    Submission submission = new Submission(1, 1, NOON, null, List.of(items), List.of());
    return digester.submit(submission, Duration.ofSeconds(60));
  }

  default IssueId issue(long number) {
    return new IssueId(1, number);
  }

  default IssueRow row(long number) {
    return store().issues().find(issue(number)).orElseThrow();
  }

  default List<ActivityRow> history(long issue) {
    return store().regroupings().activities(issue(issue), OptionalLong.empty(), 200).items();
  }

  default void merge(long into, Long... others) {
    store().regroupings().merge(issue(into), List.of(others), DESCRIBER, ANA);
  }

  default void split(long issue, Fingerprint... fingerprints) {
    var unused = store().regroupings().split(issue(issue), List.of(fingerprints), DESCRIBER, ANA);
  }

  default void undo(long issue, long activity) {
    store().regroupings().undo(issue(issue), activity, DESCRIBER, ANA);
  }

  /** What slices say in all, whichever issues they are of. */
  default List<List<Object>> totals() {
    return rows(
        "select environment, release, sum(count), min(first_seen), max(last_seen)"
            + " from issue_slice group by environment, release order by environment, release");
  }

  /** The slices of everything beside what their groupings' hours add up to. */
  default void assertThatCountsAgree() {
    String slices =
        "select issue, count, first_seen, last_seen from issue_slice"
            + " where environment = '' and release = '' order by issue";
    String hours =
        "select g.issue, sum(h.count), min(h.first_at), max(h.last_at) from grouping g"
            + " join grouping_hour h on h.project_id = g.project_id and h.grouping = g.number"
            + " group by g.issue order by g.issue";
    assertThat(rows(slices)).isEqualTo(rows(hours));
  }
}
