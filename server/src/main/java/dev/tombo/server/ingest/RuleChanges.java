// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.GroupingRules;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.GroupingStore.GroupingRow;
import dev.tombo.server.store.GroupingStore.StoredBody;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.RegroupStore.RegroupException;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreConflictException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries other rules of a project on its stored events, and puts rules into force. Where more events
 * are stored than are read in a few seconds, as many of each grouping as there is time for are, the
 * newest. Thread-safe.
 */
public final class RuleChanges {
  private static final int MOST_EVENTS = 10_000;
  private static final int GROUPINGS_AT_ONCE = 500;

  /** Few enough that they may be large. */
  private static final int BODIES_AT_ONCE = 50;

  private final GroupingStore store;
  private final RegroupStore regroupings;
  private final StoredEvents events;
  private final ProjectRules rules;
  private final int mostEvents;

  /** Changes of rules that are remembered here. */
  public RuleChanges(Store store, StoredEvents events, ProjectRules rules) {
    this(store, events, rules, MOST_EVENTS);
  }

  /** Changes that are tried on so many events at most. */
  RuleChanges(Store store, StoredEvents events, ProjectRules rules, int mostEvents) {
    this.store = store.groupings();
    this.regroupings = store.regroupings();
    this.events = events;
    this.rules = rules;
    this.mostEvents = mostEvents;
  }

  /** What rules would do to a project; nothing is changed. */
  public RuleChange preview(long project, GroupingRules wanted) {
    List<GroupingRow> groupings = groupings(project);
    int each = each(groupings);
    int left = mostEvents;
    RuleChange change = new RuleChange();
    for (GroupingRow grouping : groupings) {
      Map<Fingerprint, Long> judged = new HashMap<>();
      int read = (int) Math.min(grouping.bodies(), Math.min(each, left));
      int readable = judge(project, grouping.number(), read, wanted, judged);
      change.add(grouping, readable, judged);
      left -= read;
    }
    return change;
  }

  /**
   * Puts rules into force. Events go on in the issues they have as far as stored events show which
   * these are: their new fingerprints are known from the moment on that the rules are. Issues that
   * become one are merged.
   *
   * @param after the version that is in force
   * @throws StoreConflictException if another is by now; nothing was done
   */
  public StoredRules put(long project, long after, GroupingRules wanted, Author author, Actor by) {
    RuleChange change = preview(project, wanted);
    StoredRules saved =
        store.by(by).changeRules(project, after, RulesForm.write(wanted), change.owners(), author);
    rules.changed(project);
    change.absorbed().forEach((owner, issues) -> merge(project, owner, issues, author));
    return saved;
  }

  private void merge(long project, long owner, Collection<Long> issues, Author author) {
    try {
      regroupings.merge(
          new IssueId(project, owner), issues, body -> events.describe(project, body), author);
    } catch (RegroupException | StoreConflictException e) {
      // Deleted or merged by somebody meanwhile, who knew better; the rules are in force all the
      // same.
    }
  }

  private List<GroupingRow> groupings(long project) {
    List<GroupingRow> all = new ArrayList<>();
    List<GroupingRow> some;
    do {
      some =
          store.groupings(project, all.isEmpty() ? 0 : all.getLast().number(), GROUPINGS_AT_ONCE);
      all.addAll(some);
    } while (some.size() == GROUPINGS_AT_ONCE);
    return all;
  }

  /** How many of each grouping are read, so that they are not too many in all. */
  private int each(List<GroupingRow> groupings) {
    long[] bodies = groupings.stream().mapToLong(GroupingRow::bodies).sorted().toArray();
    long left = mostEvents;
    for (int i = 0; i < bodies.length; i++) {
      long share = left / (bodies.length - i);
      if (bodies[i] > share) {
        return (int) Math.max(1, share);
      }
      left -= bodies[i];
    }
    return mostEvents;
  }

  /** Judges a grouping's newest events; answers how many could be read. */
  private int judge(
      long project, long grouping, int count, GroupingRules wanted, Map<Fingerprint, Long> judged) {
    int readable = 0;
    long before = Long.MAX_VALUE;
    for (int left = count; left > 0; ) {
      List<StoredBody> bodies =
          store.bodies(project, grouping, before, Math.min(left, BODIES_AT_ONCE));
      for (StoredBody body : bodies) {
        var event = events.read(project, body.body());
        if (event.isPresent()) {
          readable++;
          judged.merge(
              Grouping.judge(event.get(), wanted).fingerprint(), body.occurrences(), Long::sum);
        }
      }
      left = bodies.isEmpty() ? 0 : left - bodies.size();
      before = bodies.isEmpty() ? before : bodies.getLast().event();
    }
    return readable;
  }
}
