// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.ActivityKind;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import dev.tombo.server.store.DigestTransaction.NewActivity;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.StoreConflictException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which groupings new items hang on, and the issues that own those. Used once. */
final class Settlement {
  /** Nothing more is to be said of an activity. */
  static final Json NO_DETAIL = new Json("{}");

  private final DigestTransaction tx;
  private final long project;
  private final Map<Fingerprint, GroupingRef> byFingerprint = new HashMap<>();
  private final Map<Long, Long> issueOf = new HashMap<>();
  private final List<NewActivity> activities = new ArrayList<>();

  Settlement(DigestTransaction tx, long project) {
    this.tx = tx;
    this.project = project;
  }

  /** What happened to issues, without numbers. */
  List<NewActivity> activities() {
    return activities;
  }

  /** The grouping of an item that repeats nothing of this transaction. */
  long grouping(Fresh one) {
    GroupingRef ref = one.target() == null ? byFingerprint.get(one.fingerprint()) : one.target();
    return Objects.requireNonNull(ref, "settled").number();
  }

  /** The issue that owns a grouping. */
  long issue(long grouping) {
    return Objects.requireNonNull(issueOf.get(grouping), "settled");
  }

  /** Finds or opens a grouping, and an issue, for each of these items, in order of arrival. */
  void settle(List<Fresh> fresh) {
    // In order of arrival, which is how new issues are numbered.
    Map<Fingerprint, Fresh> first = new LinkedHashMap<>();
    Set<Long> targets = new TreeSet<>();
    for (Fresh one : fresh) {
      if (one.standsAlone()) {
        first.putIfAbsent(one.fingerprint(), one);
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
    unknown.values().forEach(one -> earlier.addAll(one.facts().verdict().earlier()));
    if (earlier.isEmpty()) {
      return;
    }
    Map<Fingerprint, GroupingRef> known = tx.groupings(project, earlier);
    Map<Fingerprint, Long> owners = new TreeMap<>();
    unknown.forEach(
        (fingerprint, one) ->
            one.facts().verdict().earlier().stream()
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
      Fresh first = Objects.requireNonNull(unknown.get(owner.getKey()), "unknown");
      groupings.add(grouping(grouping, first, owner.getValue()));
      activities.add(
          new NewActivity(
              0,
              owner.getValue(),
              first.receivedAt(),
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
    Facts facts = first.facts();
    Fingerprint fingerprint = first.fingerprint();
    byFingerprint.put(fingerprint, new GroupingRef(number, issue));
    return new NewGrouping(number, fingerprint, facts.verdict().full(), issue, first.receivedAt());
  }

  /** Opens an issue for each fault that was never seen. */
  private void open(Map<Fingerprint, Fresh> unknown) {
    long issue = tx.reserve(project, Sequence.ISSUE, unknown.size());
    long grouping = tx.reserve(project, Sequence.GROUPING, unknown.size());
    List<NewIssue> issues = new ArrayList<>();
    List<NewGrouping> groupings = new ArrayList<>();
    for (Map.Entry<Fingerprint, Fresh> entry : unknown.entrySet()) {
      Fresh first = entry.getValue();
      Facts facts = first.facts();
      issues.add(
          new NewIssue(issue, facts.verdict().title(), facts.verdict().culprit(), facts.level()));
      groupings.add(grouping(grouping, first, issue));
      activities.add(
          new NewActivity(0, issue, first.receivedAt(), ActivityKind.FIRST_SEEN, null, NO_DETAIL));
      issue++;
      grouping++;
    }
    tx.insertIssues(project, issues);
    groupings.sort(Comparator.comparing(NewGrouping::fingerprint));
    tx.insertGroupings(project, groupings);
  }
}
