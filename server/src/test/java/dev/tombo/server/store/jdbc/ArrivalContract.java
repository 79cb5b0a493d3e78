// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.ingest.Judges;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.ingest.ProjectRules;
import dev.tombo.server.ingest.RuleChanges;
import dev.tombo.server.ingest.StoredBodies;
import dev.tombo.server.ingest.StoredEvents;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.GroupingRules.Rule;
import dev.tombo.server.store.RegroupStore;
import dev.tombo.server.store.RegroupStore.ActivityRow;
import dev.tombo.server.store.RegroupStore.Describer;
import dev.tombo.server.store.jdbc.Traffic.Sent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What a store counts when events arrive while groupings are merged, split, ruled otherwise or made
 * by a new version: each occurrence once, where and when it was.
 */
interface ArrivalContract extends Regroupings {
  int ROUNDS = 40;

  /** Counts by place and hour; an issue's environment or release of "" is all of them. */
  private void assertThatAllIsCounted(Map<List<Object>, Long> sent) {
    Map<String, Long> hours = new TreeMap<>();
    Map<String, Long> slices = new TreeMap<>();
    sent.forEach(
        (place, count) -> {
          Object environment = place.get(0);
          Object release = place.get(1);
          hours.merge(place + "", count, Long::sum);
          List.of(
                  List.of("", ""),
                  List.of(environment, ""),
                  List.of("", release),
                  List.of(environment, release))
              .stream()
              .distinct()
              .forEach(slice -> slices.merge(slice + "", count, Long::sum));
        });

    assertThat(counted("grouping_hour", "environment, release, hour")).isEqualTo(hours);
    assertThat(counted("issue_slice", "environment, release")).isEqualTo(slices);
    assertThat(rows("select sum(occurrences) from event").getFirst())
        .containsExactly(slices.get("[, ]"));
    assertThatCountsAgree();
    assertThatUsersAgree();
  }

  private Map<String, Long> counted(String table, String key) {
    Map<String, Long> counted = new TreeMap<>();
    rows("select sum(count), " + key + " from " + table + " group by " + key)
        .forEach(row -> counted.put(row.subList(1, row.size()) + "", (Long) row.getFirst()));
    return counted;
  }

  private void assertThatUsersAgree() {
    assertThat(
            rows(
                "select number, users from issue where merged_into is null and users > 0"
                    + " order by number"))
        .isEqualTo(
            rows(
                "select g.issue, count(distinct u.user_hash) from grouping g"
                    + " join grouping_user u on u.project_id = g.project_id"
                    + " and u.grouping = g.number group by g.issue order by g.issue"));
  }

  @Test
  default void regroup_whileEventsArrive_countsEachOnce() throws Exception {
    RegroupStore regroupings = store().regroupings();
    StoredEvents stored = stored(heedingAtOnce());
    Describer describer = body -> stored.describe(1, body);
    try (Serving one = new Serving(store(), 1, new Judges(heedingAtOnce(), List.of(), NOON));
        Serving other = new Serving(store(), 2, new Judges(heedingAtOnce(), List.of(), NOON))) {
      Traffic traffic = Traffic.of(ROUNDS, one, other);
      for (int i = 0; i < 15; i++) {
        regroupings.merge(issue(1), List.of(2L, 3L), describer, ANA);
        var made = regroupings.split(issue(1), List.of(fingerprintOf(2)), describer, ANA);
        assertThat(made.number()).isGreaterThan(3);
        regroupings.undo(issue(1), history(1).getFirst().number(), describer, ANA);
        regroupings.undo(issue(1), mergeOf(history(1)), describer, ANA);
      }
      var sent = traffic.stop();

      assertThatAllIsCounted(sent);
      var totals = totals();
      regroupings.merge(issue(1), List.of(2L, 3L), describer, ANA);
      assertThat(totals()).isEqualTo(totals);
      assertThat(row(1).users()).isEqualTo(7);
    }
  }

  private ProjectRules heedingAtOnce() {
    return new ProjectRules(store().groupings(), InstantSource.fixed(NOON));
  }

  private StoredEvents stored(ProjectRules rules) {
    return new StoredEvents(
        new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1)),
        rules,
        new StoredBodies(store().dictionaries()));
  }

  private Fingerprint fingerprintOf(long grouping) {
    String fingerprint =
        (String)
            rows("select fingerprint from grouping where number = " + grouping)
                .getFirst()
                .getFirst();
    return new Fingerprint(fingerprint);
  }

  private static long mergeOf(List<ActivityRow> history) {
    return history.stream()
        .filter(one -> one.kind().equals("merged") && one.undoneBy() == null)
        .findFirst()
        .orElseThrow()
        .number();
  }

  /** One server heeds each change at once, another some time later. */
  @Test
  default void rules_changedWhileEventsArrive_countEachOnce() throws Exception {
    ProjectRules heeding = heedingAtOnce();
    AtomicLong seconds = new AtomicLong();
    ProjectRules late =
        new ProjectRules(store().groupings(), () -> NOON.plusSeconds(seconds.incrementAndGet()));
    RuleChanges changes = new RuleChanges(store(), stored(heeding), heeding);
    try (Serving one = new Serving(store(), 1, new Judges(heeding, List.of(), NOON));
        Serving other = new Serving(store(), 2, new Judges(late, List.of(), NOON))) {
      Traffic traffic = Traffic.of(ROUNDS, one, other);
      for (int version = 0; version < 12; version++) {
        var unused = changes.put(1, version, RULES.get(version % RULES.size()), ANA, Actor.SERVER);
      }
      var sent = traffic.stop();

      assertThatAllIsCounted(sent);
      var totals = totals();
      var unused = changes.put(1, 12, LIMIT_IS_ONE, ANA, Actor.SERVER);
      assertThat(totals()).isEqualTo(totals);
      assertThatAllIsCounted(sent);
    }
  }

  GroupingRules LIMIT_IS_ONE =
      new GroupingRules(
          0,
          List.of(),
          List.of(),
          List.of(new Rule(Map.of("message", "*limit*"), List.of("limit"), "Over the limit")),
          false);

  List<GroupingRules> RULES =
      List.of(
          new GroupingRules(0, List.of(), List.of(), List.of(), true),
          LIMIT_IS_ONE,
          GroupingRules.NONE,
          new GroupingRules(0, List.of(), List.of("com.acme."), List.of(), true),
          new GroupingRules(
              0,
              List.of(),
              List.of(),
              List.of(new Rule(Map.of("type", "com.acme.*"), List.of("all"), null)),
              false));

  /** A server of the old version goes on beside one of the new. */
  @Test
  default void version_changedWhileEventsArrive_countsEachOnceInTheIssuesThatAreThere()
      throws Exception {
    Fingerprint old0 = new Fingerprint("v0:com.acme.Fault0");
    send(fault(1_000_000, old0.value()));
    send(fault(1_000_001, "v0:com.acme.Fault1"));
    Judges judges =
        new Judges(
            heedingAtOnce(),
            List.of(
                (event, rules) -> new Fingerprint("v0:" + event.exceptions().getFirst().type())),
            NOON);
    Digester old = digester();
    old.start(Thread.ofPlatform().factory());
    try (Serving fresh = new Serving(store(), 1, judges)) {
      Traffic traffic =
          Traffic.of(ROUNDS, fresh, n -> sent(old, fault(n, "v0:com.acme.Fault" + n % 2)));
      var sent = traffic.stop();
      sent(fault(1_000_000, "")).forEach(one -> add(sent, one));
      sent(fault(1_000_001, "")).forEach(one -> add(sent, one));

      assertThatAllIsCounted(sent);
      assertThat(rows("select count(distinct issue) from grouping where fingerprint like 'v1:%'"))
          .containsExactly(List.of(3L));
      assertThat(rows("select count(*) from issue")).containsExactly(List.of(3L));
      assertThat(history(1))
          .extracting(ActivityRow::kind)
          .containsExactly("regrouped", "first_seen");
      assertThat(store().issues().fingerprints(issue(1))).hasSize(2).contains(old0);
    } finally {
      old.close(Duration.ofSeconds(60));
    }
  }

  private List<Sent> sent(Digester digester, Item item) {
    assertThat(submit(digester, item).join()).containsOnly(Outcome.ACCEPTED);
    return sent(item);
  }

  private List<Sent> sent(Item item) {
    Facts facts = Objects.requireNonNull(item.facts());
    long hour = item.lastAt().getEpochSecond() / 3600;
    return List.of(new Sent(facts.environment(), facts.release(), hour, item.occurrences()));
  }

  private void add(Map<List<Object>, Long> sent, Sent one) {
    sent.merge(List.of(one.environment(), one.release(), one.hour()), one.count(), Long::sum);
  }
}
