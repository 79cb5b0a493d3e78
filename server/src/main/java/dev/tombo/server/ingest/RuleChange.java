// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.GroupingStore.GroupingSample;
import dev.tombo.server.store.GroupingStore.StoredBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What other rules would do to a project's issues, by the events whose bodies are kept: some of
 * each grouping, and of all groupings as many as are read in a few seconds.
 */
public final class RuleChange {
  private static final int EVENTS_OF_EACH = 10;
  private static final int MOST_EVENTS = 5_000;
  private static final int GROUPINGS_AT_ONCE = 100;

  private final Map<Fingerprint, Set<Long>> issuesOf = new TreeMap<>();
  private final Map<Long, Set<Fingerprint>> ofIssue = new TreeMap<>();
  private final Map<Long, Integer> splits = new TreeMap<>();
  private final Map<Fingerprint, Long> owners = new TreeMap<>();
  private long examined;
  private long occurrences;
  private long withoutBody;
  private boolean complete = true;

  private RuleChange() {}

  /** What rules would do. */
  public static RuleChange of(
      long project, GroupingRules rules, GroupingStore store, StoredEvents events) {
    RuleChange change = new RuleChange();
    long after = 0;
    List<GroupingSample> samples;
    do {
      samples = store.samples(project, after, GROUPINGS_AT_ONCE, EVENTS_OF_EACH);
      for (GroupingSample sample : samples) {
        change.add(sample, rules, events);
        after = sample.number();
      }
      change.complete = change.examined < MOST_EVENTS;
    } while (samples.size() == GROUPINGS_AT_ONCE && change.complete);
    return change;
  }

  private void add(GroupingSample sample, GroupingRules rules, StoredEvents events) {
    occurrences += sample.count();
    withoutBody += Math.max(0, sample.count() - sample.bodies());
    Map<Fingerprint, Integer> fingerprints = new HashMap<>();
    for (StoredBody body : sample.events()) {
      events
          .read(body.body())
          .map(event -> Grouping.judge(event, rules).fingerprint())
          .ifPresent(fingerprint -> fingerprints.merge(fingerprint, 1, Integer::sum));
      examined++;
    }
    if (fingerprints.isEmpty()) {
      return;
    }
    fingerprints
        .keySet()
        .forEach(one -> issuesOf.computeIfAbsent(one, key -> new TreeSet<>()).add(sample.issue()));
    ofIssue.computeIfAbsent(sample.issue(), key -> new TreeSet<>()).addAll(fingerprints.keySet());
    if (fingerprints.size() > 1) {
      splits.merge(sample.issue(), fingerprints.size(), Integer::sum);
    }
    Fingerprint commonest =
        new TreeMap<>(fingerprints)
            .entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    owners.putIfAbsent(commonest, sample.issue());
  }

  /** Issues that would be one, each time those of one new fingerprint. */
  public List<Set<Long>> merges() {
    return issuesOf.values().stream().filter(issues -> issues.size() > 1).distinct().toList();
  }

  /** Issues of which a fingerprint would become several, with how many. */
  public Map<Long, Integer> splits() {
    return splits;
  }

  /** How many events were read. */
  public long examined() {
    return examined;
  }

  /** How many occurrences there are in all groupings that were looked at. */
  public long occurrences() {
    return occurrences;
  }

  /** For how many of these no body is left. */
  public long withoutBody() {
    return withoutBody;
  }

  /** Whether all groupings were looked at. */
  public boolean complete() {
    return complete;
  }

  /**
   * The issues that new fingerprints are to belong to: the oldest of those whose events have it
   * most.
   */
  public Map<Fingerprint, Long> owners() {
    return owners;
  }

  /** The issues all of whose events go into another one, by that one. */
  public Map<Long, Collection<Long>> absorbed() {
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
