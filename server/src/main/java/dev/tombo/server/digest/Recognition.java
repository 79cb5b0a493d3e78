// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.EventId;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells the items of submissions that are new from those that are known. Used once. */
final class Recognition {
  private final DigestTransaction tx;
  private final long project;
  private final Map<EventId, Fresh> seen = new LinkedHashMap<>();

  Recognition(DigestTransaction tx, long project) {
    this.tx = tx;
    this.project = project;
  }

  /** Those that are new, in the order of arrival. */
  List<Fresh> fresh() {
    return List.copyOf(seen.values());
  }

  /** What becomes of each submission's items, in order. */
  List<List<Outcome>> recognise(List<Submission> submissions) {
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
    List<List<Outcome>> outcomes = new ArrayList<>();
    for (Submission submission : submissions) {
      List<Outcome> ofItems = new ArrayList<>();
      for (Item item : submission.items()) {
        ofItems.add(recognise(item, submission, known));
      }
      outcomes.add(ofItems);
    }
    return outcomes;
  }

  /** Adds the item to what is fresh, unless it is known or says too little. */
  private Outcome recognise(
      Item item, Submission submission, Map<EventId, Optional<GroupingRef>> known) {
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
    return Outcome.ACCEPTED;
  }
}
