// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.ActivityKind;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.Sequence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What submissions to one project change, in the order of its methods: recognise what is known,
 * group what is new, write it, count it and wake the issues it belongs to, remember what happened.
 * Used once, inside one transaction.
 */
final class Digest {
  private final DigestTransaction tx;
  private final long project;
  private final List<Fresh> fresh;
  private final Settlement settlement;

  private Digest(DigestTransaction tx, long project, List<Fresh> fresh) {
    this.tx = tx;
    this.project = project;
    this.fresh = fresh;
    settlement = new Settlement(tx, project);
  }

  /** Writes the submissions and answers what became of each one's items, in order. */
  static List<List<Outcome>> apply(
      DigestTransaction tx, long project, List<Submission> submissions) {
    Recognition recognition = new Recognition(tx, project);
    List<List<Outcome>> outcomes = recognition.recognise(submissions);
    List<Fresh> fresh = recognition.fresh();
    if (!fresh.isEmpty()) {
      new Digest(tx, project, fresh).apply();
    }
    Usage.remember(tx, project, submissions, outcomes);
    return outcomes;
  }

  private void apply() {
    // First, for who has it moves no grouping, and nobody else does until this is committed.
    long number = tx.reserve(project, Sequence.EVENT, fresh.size());
    settlement.settle(fresh);
    count(write(number));
    remember();
  }

  private Tally write(long firstNumber) {
    long number = firstNumber;
    List<NewEvent> events = new ArrayList<>();
    Tally tally = new Tally();
    IdentityHashMap<Fresh, Long> groupingOf = new IdentityHashMap<>();
    for (Fresh one : fresh) {
      long grouping =
          one.repeated() == null
              ? settlement.grouping(one)
              : Objects.requireNonNull(groupingOf.get(one.repeated()), "groupingOf");
      groupingOf.put(one, grouping);
      Item item = one.item();
      Facts facts = item.facts();
      events.add(
          new NewEvent(
              item.id(),
              number++,
              grouping,
              one.submission().token(),
              one.receivedAt(),
              item.lastAt(),
              item.occurrences(),
              facts != null && one.standsAlone() ? facts.body() : null));
      tally.add(item, one.standsAlone(), grouping, settlement.issue(grouping));
    }
    tx.insertEvents(project, events);
    addDictionaries(groupingOf);
    return tally;
  }

  /** Adds what the first event of a grouping brought for those that follow. */
  private void addDictionaries(IdentityHashMap<Fresh, Long> groupingOf) {
    Map<Long, byte[]> dictionaries = new HashMap<>();
    for (Fresh one : fresh) {
      Facts facts = one.item().facts();
      if (facts != null && facts.dictionary() != null && one.standsAlone()) {
        dictionaries.putIfAbsent(
            Objects.requireNonNull(groupingOf.get(one), "groupingOf"), facts.dictionary());
      }
    }
    if (!dictionaries.isEmpty()) {
      tx.addDictionaries(project, dictionaries);
    }
  }

  private void count(Tally tally) {
    if (!tally.users().isEmpty()) {
      tally.newUsers(tx.insertUsers(project, tally.users()));
    }
    Map<Long, IssueState> states = reopened(tx.changeIssues(project, tally.issueChanges()));
    tx.countSlices(project, tally.slices(), states);
    tx.countHours(project, tally.hours());
    if (!tally.tags().isEmpty()) {
      tx.countTags(project, tally.tags());
    }
    if (!tally.values().isEmpty()) {
      tx.countValues(project, tally.values());
    }
  }

  /** Reopens those that are resolved; answers what all of them are then. */
  private Map<Long, IssueState> reopened(Map<Long, IssueState> states) {
    Set<Long> resolved = new TreeSet<>();
    states.forEach(
        (issue, state) -> {
          if (state.status() == IssueStatus.RESOLVED) {
            resolved.add(issue);
          }
        });
    if (resolved.isEmpty()) {
      return states;
    }
    Map<Long, IssueState> now = new HashMap<>(states);
    Instant at = fresh.getLast().receivedAt();
    for (long issue : tx.reopen(project, resolved)) {
      now.computeIfPresent(issue, (key, state) -> state.with(IssueStatus.UNRESOLVED));
      settlement
          .activities()
          .add(new NewActivity(0, issue, at, ActivityKind.REGRESSION, null, Settlement.NO_DETAIL));
    }
    return now;
  }

  private void remember() {
    List<NewActivity> activities = settlement.activities();
    if (activities.isEmpty()) {
      return;
    }
    long number = tx.reserve(project, Sequence.ACTIVITY, activities.size());
    List<NewActivity> numbered = new ArrayList<>();
    for (NewActivity activity : activities) {
      numbered.add(
          new NewActivity(
              number++,
              activity.issue(),
              activity.at(),
              activity.kind(),
              activity.account(),
              activity.detail()));
    }
    tx.insertActivities(project, numbered);
  }
}
