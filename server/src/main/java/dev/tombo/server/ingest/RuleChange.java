// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.GroupingStore.GroupingRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What other rules would do to a project's issues, as far as stored events show it. */
public final class RuleChange {
  private final Map<Fingerprint, Set<Long>> issuesOf = new TreeMap<>();
  private final Map<Long, Set<Fingerprint>> ofIssue = new TreeMap<>();
  private final Map<Long, Integer> splits = new TreeMap<>();
  private final Map<Fingerprint, Long> owners = new TreeMap<>();
  private long examined;
  private long unread;
  private long occurrences;
  private long withoutBody;

  RuleChange() {}

  /**
   * Adds a grouping, in order of their numbers.
   *
   * @param events how many of its events were judged
   * @param judged the occurrences that they stand for, by the fingerprints they would have
   */
  void add(GroupingRow grouping, long events, Map<Fingerprint, Long> judged) {
    occurrences += grouping.count();
    withoutBody += Math.max(0, grouping.count() - grouping.shown());
    examined += events;
    unread += Math.max(0, grouping.bodies() - events);
    if (judged.isEmpty()) {
      return;
    }
    long issue = grouping.issue();
    judged
        .keySet()
        .forEach(one -> issuesOf.computeIfAbsent(one, key -> new TreeSet<>()).add(issue));
    ofIssue.computeIfAbsent(issue, key -> new TreeSet<>()).addAll(judged.keySet());
    if (judged.size() > 1) {
      splits.merge(issue, judged.size(), Integer::sum);
    }
    Fingerprint commonest =
        new TreeMap<>(judged)
            .entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    owners.putIfAbsent(commonest, issue);
  }

  /** Issues that would be one, each time those of one new fingerprint. */
  public List<Set<Long>> merges() {
    return issuesOf.values().stream().filter(issues -> issues.size() > 1).distinct().toList();
  }

  /** Issues of which a fingerprint would become several, with how many. */
  public Map<Long, Integer> splits() {
    return splits;
  }

  /** How many stored events were judged. */
  public long examined() {
    return examined;
  }

  /** How many stored events were not, since they are too many or cannot be read. */
  public long unread() {
    return unread;
  }

  /** How many occurrences there are in all. */
  public long occurrences() {
    return occurrences;
  }

  /** For how many of these no body is left. */
  public long withoutBody() {
    return withoutBody;
  }

  /**
   * The issues that new fingerprints are to belong to: the oldest of those whose events have it
   * most.
   */
  Map<Fingerprint, Long> owners() {
    return owners;
  }

  /** The issues all of whose events go into another one, by that one. */
  Map<Long, Collection<Long>> absorbed() {
    Map<Long, Collection<Long>> absorbed = new TreeMap<>();
    ofIssue.forEach(
        (issue, fingerprints) -> {
          Fingerprint first = fingerprints.iterator().next();
          Long owner = owners.get(first);
          if (fingerprints.size() == 1 && owner != null && !owner.equals(issue)) {
            absorbed.computeIfAbsent(owner, key -> new ArrayList<>()).add(issue);
          }
        });
    return absorbed;
  }
}
