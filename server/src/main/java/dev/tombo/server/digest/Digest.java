// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.ActivityKind;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.StoreConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What submissions to one project change, in the order of its methods: recognise what is known,
 * group what is new, write it, count it and wake the issues it belongs to, remember what happened.
 * Used once, inside one transaction.
 */
final class Digest {
  private static final Json NO_DETAIL = new Json("{}");

  private final DigestTransaction tx;
  private final long project;
  private final List<Fresh> fresh = new ArrayList<>();
  private final Map<Fingerprint, GroupingRef> byFingerprint = new HashMap<>();
  private final Map<Long, Long> issueOf = new HashMap<>();
  private final List<NewActivity> activities = new ArrayList<>();

  private Digest(DigestTransaction tx, long project) {
    this.tx = tx;
    this.project = project;
  }

  /**
   * An item that is not known yet.
   *
   * @param item it
   * @param submission what brought it
   * @param target the grouping of the event that it repeats; null where its facts decide, also
   *     since that event's issue was deleted
   * @param repeated the item of this transaction that it repeats; null for none
   */
  private record Fresh(
      Item item, Submission submission, @Nullable GroupingRef target, @Nullable Fresh repeated) {

    /** Whether it describes a fault by itself. */
    boolean standsAlone() {
      return target == null && repeated == null;
    }
  }

  /** Writes the submissions and answers what became of each one's items, in order. */
  static List<List<Outcome>> apply(
      DigestTransaction tx, long project, List<Submission> submissions) {
    Digest digest = new Digest(tx, project);
    List<List<Outcome>> outcomes = digest.recognise(submissions);
    if (!digest.fresh.isEmpty()) {
      // First, for who has it moves no grouping, and nobody else does until this is committed.
      long number = tx.reserve(project, Sequence.EVENT, digest.fresh.size());
      digest.group();
      Tally tally = digest.write(number);
      digest.count(tally);
    }
    digest.remember();
    Usage.remember(tx, project, submissions, outcomes);
    return outcomes;
  }

  private List<List<Outcome>> recognise(List<Submission> submissions) {
    Set<EventId> ids = new HashSet<>();
    for (Submission submission : submissions) {
      for (Item item : submission.items()) {
        ids.add(item.id());
        if (item.of() != null) {
          ids.add(item.of());
        }
      }
    }
    Map<EventId, Optional<GroupingRef>> known =
        ids.isEmpty() ? Map.of() : tx.knownEvents(project, ids);
    Map<EventId, Fresh> seen = new HashMap<>();
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (Submission submission : submissions) {
      List<Outcome> ofItems = new ArrayList<>();
      for (Item item : submission.items()) {
        ofItems.add(recogniseItem(item, submission, known, seen));
      }
      outcomes.add(ofItems);
    }
    return outcomes;
  }

  /** Adds the item to what is fresh, unless it is known or says too little. */
  private Outcome recogniseItem(
      Item item,
      Submission submission,
      Map<EventId, Optional<GroupingRef>> known,
      Map<EventId, Fresh> seen) {
    if (known.containsKey(item.id()) || seen.containsKey(item.id())) {
      return Outcome.DUPLICATE;
    }
    EventId of = item.of();
    Fresh found =
        of == null
            ? new Fresh(item, submission, null, null)
            : new Fresh(
                item,
                submission,
                known.getOrDefault(of, Optional.empty()).orElse(null),
                seen.get(of));
    if (found.standsAlone() && item.facts() == null) {
      return Outcome.UNKNOWN_EVENT;
    }
    seen.put(item.id(), found);
    fresh.add(found);
    return Outcome.ACCEPTED;
  }

  private void group() {
    // In order of arrival, which is how new issues are numbered.
    Map<Fingerprint, Fresh> first = new LinkedHashMap<>();
    Set<Long> targets = new TreeSet<>();
    for (Fresh one : fresh) {
      if (one.standsAlone()) {
        first.putIfAbsent(fingerprint(one), one);
      } else if (one.target() != null) {
        targets.add(one.target().number());
      }
    }
    if (!targets.isEmpty()) {
      issueOf.putAll(tx.owners(project, targets));
      if (!issueOf.keySet().containsAll(targets)) {
        throw new StoreConflictException("An issue was deleted meanwhile");
      }
    }
    if (!first.isEmpty()) {
      byFingerprint.putAll(tx.groupings(project, new TreeSet<>(first.keySet())));
    }
    first.keySet().removeAll(byFingerprint.keySet());
    if (!first.isEmpty()) {
      join(first);
    }
    if (!first.isEmpty()) {
      open(first);
    }
    byFingerprint.values().forEach(ref -> issueOf.put(ref.number(), ref.issue()));
  }

  /** Puts new fingerprints of faults into the issues that earlier versions' fingerprints name. */
  private void join(Map<Fingerprint, Fresh> unknown) {
    Set<Fingerprint> earlier = new TreeSet<>();
    unknown.values().forEach(one -> earlier.addAll(facts(one).verdict().earlier()));
    if (earlier.isEmpty()) {
      return;
    }
    Map<Fingerprint, GroupingRef> known = tx.groupings(project, earlier);
    Map<Fingerprint, Long> owners = new TreeMap<>();
    unknown.forEach(
        (fingerprint, one) ->
            facts(one).verdict().earlier().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(ref -> owners.put(fingerprint, ref.issue())));
    if (owners.isEmpty()) {
      return;
    }
    long grouping = tx.reserve(project, Sequence.GROUPING, owners.size());
    List<NewGrouping> groupings = new ArrayList<>();
    for (Map.Entry<Fingerprint, Long> owner : owners.entrySet()) {
      groupings.add(grouping(grouping, known(unknown.get(owner.getKey())), owner.getValue()));
      activities.add(
          new NewActivity(
              0,
              owner.getValue(),
              known(unknown.get(owner.getKey())).submission().receivedAt(),
              ActivityKind.REGROUPED,
              null,
              new Json("{\"fingerprint\":\"" + owner.getKey().value() + "\"}")));
      grouping++;
    }
    tx.insertGroupings(project, groupings);
    unknown.keySet().removeAll(owners.keySet());
  }

  /** Adds a grouping for the fingerprint of an item, and knows it from now on. */
  private NewGrouping grouping(long number, Fresh first, long issue) {
    Facts facts = facts(first);
    Fingerprint fingerprint = facts.verdict().fingerprint();
    byFingerprint.put(fingerprint, new GroupingRef(number, issue));
    return new NewGrouping(
        number, fingerprint, facts.verdict().full(), issue, first.submission().receivedAt());
  }

  /** Opens an issue for each fault that was never seen. */
  private void open(Map<Fingerprint, Fresh> unknown) {
    long issue = tx.reserve(project, Sequence.ISSUE, unknown.size());
    long grouping = tx.reserve(project, Sequence.GROUPING, unknown.size());
    List<NewIssue> issues = new ArrayList<>();
    List<NewGrouping> groupings = new ArrayList<>();
    for (Map.Entry<Fingerprint, Fresh> entry : unknown.entrySet()) {
      Fresh first = entry.getValue();
      Facts facts = facts(first);
      Instant receivedAt = first.submission().receivedAt();
      issues.add(
          new NewIssue(issue, facts.verdict().title(), facts.verdict().culprit(), facts.level()));
      groupings.add(grouping(grouping, first, issue));
      activities.add(
          new NewActivity(0, issue, receivedAt, ActivityKind.FIRST_SEEN, null, NO_DETAIL));
      issue++;
      grouping++;
    }
    tx.insertIssues(project, issues);
    groupings.sort(Comparator.comparing(NewGrouping::fingerprint));
    tx.insertGroupings(project, groupings);
  }

  private Tally write(long firstNumber) {
    long number = firstNumber;
    List<NewEvent> events = new ArrayList<>();
    Tally tally = new Tally();
    IdentityHashMap<Fresh, Long> groupingOf = new IdentityHashMap<>();
    for (Fresh one : fresh) {
      long grouping = grouping(one, groupingOf);
      groupingOf.put(one, grouping);
      Item item = one.item();
      Facts facts = item.facts();
      events.add(
          new NewEvent(
              item.id(),
              number++,
              grouping,
              one.submission().token(),
              one.submission().receivedAt(),
              item.lastAt(),
              item.occurrences(),
              facts != null && one.standsAlone() ? facts.body() : null));
      tally.add(item, one.standsAlone(), grouping, issue(grouping));
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
        dictionaries.putIfAbsent(known(groupingOf.get(one)), facts.dictionary());
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
    Instant at = fresh.getLast().submission().receivedAt();
    for (long issue : tx.reopen(project, resolved)) {
      now.computeIfPresent(issue, (key, state) -> state.with(IssueStatus.UNRESOLVED));
      activities.add(new NewActivity(0, issue, at, ActivityKind.REGRESSION, null, NO_DETAIL));
    }
    return now;
  }

  private void remember() {
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

  private long grouping(Fresh one, IdentityHashMap<Fresh, Long> groupingOf) {
    if (one.target() != null) {
      return one.target().number();
    }
    Long grouping =
        one.repeated() != null
            ? groupingOf.get(one.repeated())
            : Long.valueOf(known(byFingerprint.get(fingerprint(one))).number());
    return known(grouping);
  }

  private long issue(long grouping) {
    return known(issueOf.get(grouping));
  }

  private static Fingerprint fingerprint(Fresh one) {
    return facts(one).verdict().fingerprint();
  }

  private static Facts facts(Fresh one) {
    return known(one.item().facts());
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a digest met an item that it had not recognised");
    }
    return value;
  }
}
