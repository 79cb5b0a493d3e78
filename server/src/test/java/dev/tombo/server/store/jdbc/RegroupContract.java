// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static dev.tombo.server.store.jdbc.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import dev.tombo.server.store.GroupingStore.GroupingSample;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.RegroupStore.ActivityRow;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.Describer;
import dev.tombo.server.store.RegroupStore.Description;
import dev.tombo.server.store.RegroupStore.RegroupException;
import dev.tombo.server.store.StoreConflictException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * What a store does when groupings move between issues: totals stay, and every move can be undone.
 */
interface RegroupContract extends OpenStore {
  Author ANA = new Author(7, minute(90));

  /** What {@link #event} says of an event, from its body. */
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
  private static Item event(long number, String fault, Fingerprint... earlier) {
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
            (number + " " + fault).getBytes(StandardCharsets.UTF_8));
    return new Item(Given.id(number), null, 1, minute(number), minute(number), facts);
  }

  private Digester digester() {
    return new Digester(store().digests(), new SimpleMeterRegistry(), System::nanoTime);
  }

  private void send(Item... items) {
    Digester digester = digester();
    digester.start(Thread.ofPlatform().factory());
    assertThat(submit(digester, items).join()).containsOnly(Outcome.ACCEPTED);
    digester.close(Duration.ofSeconds(60));
  }

  private static CompletableFuture<List<Outcome>> submit(Digester digester, Item... items) {
    Submission submission = new Submission(1, 1, NOON, null, List.of(items), List.of());
    return digester.submit(submission, Duration.ofSeconds(60));
  }

  private static IssueId issue(long number) {
    return new IssueId(1, number);
  }

  private IssueRow row(long number) {
    return store().issues().find(issue(number)).orElseThrow();
  }

  private void merge(long into, Long... others) {
    store().regroupings().merge(issue(into), List.of(others), DESCRIBER, ANA);
  }

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

  /** What slices say in all, whichever issues they are of. */
  private List<List<Object>> totals() {
    return rows(
        "select environment, release, sum(count), min(first_seen), max(last_seen)"
            + " from issue_slice group by environment, release order by environment, release");
  }

  /** The slices of everything beside what their groupings' hours add up to. */
  private void assertThatCountsAgree() {
    String slices =
        "select issue, count, first_seen, last_seen from issue_slice"
            + " where environment = '' and release = '' order by issue";
    String hours =
        "select g.issue, sum(h.count), min(h.first_at), max(h.last_at) from grouping g"
            + " join grouping_hour h on h.project_id = g.project_id and h.grouping = g.number"
            + " group by g.issue order by g.issue";
    assertThat(rows(slices)).isEqualTo(rows(hours));
  }

  @Test
  default void merge_issues_countsFollowAndUndoingBringsThemBack() {
    send(event(1, "a"), event(2, "a"), event(3, "b"), event(4, "c"), event(7, "b"));
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
    send(event(1, "a"), event(2, "b"));
    merge(1, 2L);
    var before = everything();

    merge(1, 2L);

    assertThat(everything()).isEqualTo(before);
    assertThat(history(1)).extracting(ActivityRow::kind).containsExactly("merged", "first_seen");
  }

  @Test
  default void event_ofMergedIssue_isCountedThereAndGoesBackWithIt() {
    send(event(1, "a"), event(2, "b"));
    merge(1, 2L);

    send(event(12, "b"), event(6, "a"));

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
    send(event(1, "a"), event(2, "b"), event(3, "c"), event(8, "b"));
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
    send(event(1, "a"), event(2, "b"), event(3, "c"));
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

  private void split(long issue, Fingerprint... fingerprints) {
    var unused = store().regroupings().split(issue(issue), List.of(fingerprints), DESCRIBER, ANA);
  }

  private void undo(long issue, long activity) {
    store().regroupings().undo(issue(issue), activity, DESCRIBER, ANA);
  }

  private static void refused(Runnable work, RegroupException.Reason reason) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            RegroupException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  default void delete_ofIssueWithMergedOnes_leavesNothingOfThem() {
    send(event(1, "a"), event(2, "b"), event(3, "c"));
    merge(2, 3L);
    merge(1, 2L);

    store().issues().act(1, List.of(1L, 2L), IssueAction.DELETE, 7, minute(50));

    assertThat(rows("select number from issue")).isEmpty();
    assertThat(rows("select number from grouping")).isEmpty();
    assertThat(rows("select number from activity")).isEmpty();
    assertThat(rows("select activity from grouping_move")).isEmpty();
    send(event(4, "b"));
    assertThat(row(4).count()).isEqualTo(1);
  }

  @Test
  default void merge_whileEventsArrive_losesAndDoublesNone() throws Exception {
    send(event(1, "a"), event(2, "b"), event(3, "c"));
    Digester digester = digester();
    digester.start(Thread.ofPlatform().factory());
    AtomicBoolean going = new AtomicBoolean(true);
    List<CompletableFuture<List<Outcome>>> answers = new ArrayList<>();
    Thread sender =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int n = 4; n < 400 && going.get(); n++) {
                    answers.add(submit(digester, event(n, List.of("a", "b", "c").get(n % 3))));
                  }
                });

    for (int i = 0; i < 15; i++) {
      merge(1, 2L, 3L);
      split(1, new Fingerprint("b"));
      undo(1, history(1).getFirst().number());
      undo(1, mergeOf(history(1)));
    }
    going.set(false);
    sender.join();
    for (CompletableFuture<List<Outcome>> answer : answers) {
      assertThat(answer.join()).containsOnly(Outcome.ACCEPTED);
    }
    digester.close(Duration.ofSeconds(60));

    assertThatCountsAgree();
    assertThat(rows("select sum(count) from issue_slice where environment = '' and release = ''"))
        .isEqualTo(rows("select count(*) from event"));
    assertThat(rows("select count(*) from event")).containsExactly(List.of(3L + answers.size()));
    assertThat(rows("select count(distinct user_hash) from grouping_user").getFirst())
        .containsExactly(5L);
    merge(1, 2L, 3L);
    assertThat(row(1).count()).isEqualTo(3L + answers.size());
    assertThat(row(1).users()).isEqualTo(5);
  }

  private static long mergeOf(List<ActivityRow> history) {
    return history.stream()
        .filter(one -> one.kind().equals("merged") && one.undoneBy() == null)
        .findFirst()
        .orElseThrow()
        .number();
  }

  private List<ActivityRow> history(long issue) {
    return store().regroupings().activities(issue(issue), OptionalLong.empty(), 200).items();
  }

  @Test
  default void activities_ofIssue_arePagedLatestFirst() {
    send(event(1, "a"), event(2, "b"));
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

  @Test
  default void event_ofNewVersion_joinsTheIssueOfTheOld() {
    send(event(1, "v0:a"), event(2, "v0:b"));
    var totals = rows("select sum(count) from issue_slice where environment = '' and release = ''");

    send(
        event(3, "v1:a", new Fingerprint("v0:a")),
        event(4, "v1:a2", new Fingerprint("v0:a")),
        event(5, "v1:c", new Fingerprint("v0:c")));
    send(event(6, "v1:a"));

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
  default void adopt_fingerprints_givesTheirEventsToTheIssues() {
    send(event(1, "a"), event(2, "b"));

    store()
        .regroupings()
        .adopt(
            1,
            Map.of(new Fingerprint("x"), 1L, new Fingerprint("b"), 1L, new Fingerprint("y"), 9L),
            NOON);
    send(event(3, "x"), event(4, "b"), event(5, "y"));

    assertThat(row(1).count()).isEqualTo(2);
    assertThat(row(2).count()).isEqualTo(2);
    assertThat(row(3).count()).isEqualTo(1);
  }

  @Test
  default void rules_ofProject_areVersions() {
    var groupings = store().groupings();
    assertThat(groupings.rules(1)).isEmpty();

    assertThat(groupings.saveRules(1, 0, new Json("{\"a\":1}"), 7, NOON).version()).isEqualTo(1);
    assertThat(groupings.saveRules(1, 1, new Json("{}"), 7, NOON).version()).isEqualTo(2);

    assertThat(groupings.rules(1).orElseThrow().rules()).isEqualTo(new Json("{}"));
    assertThat(groupings.rules(2)).isEmpty();
    assertThatThrownBy(() -> groupings.saveRules(1, 1, new Json("{}"), 7, NOON))
        .isInstanceOf(StoreConflictException.class);
  }

  @Test
  default void firstUsed_again_isTheFirstTime() {
    assertThat(store().groupings().firstUsed("v1", minute(1))).isEqualTo(minute(1));
    assertThat(store().groupings().firstUsed("v1", minute(9))).isEqualTo(minute(1));
  }

  @Test
  default void samples_ofGroupings_haveNewestBodies() {
    send(event(1, "a"), event(2, "a"), event(3, "a"), event(4, "b"));

    List<GroupingSample> all = store().groupings().samples(1, 0, 10, 2);

    assertThat(all).hasSize(2);
    assertThat(all.getFirst().count()).isEqualTo(3);
    assertThat(all.getFirst().bodies()).isEqualTo(3);
    assertThat(all.getFirst().events())
        .extracting(body -> body.id())
        .containsExactly(Given.id(3), Given.id(2));
    assertThat(store().groupings().samples(1, 1, 10, 2)).hasSize(1);
    assertThat(store().groupings().samples(2, 0, 10, 2)).isEmpty();
  }
}
