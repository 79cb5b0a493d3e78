// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import dev.tombo.server.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commits submissions together: many in one transaction, and what the database refuses alone.
 * Thread-safe as far as its store is.
 */
final class Committer {
  private static final int MAX_CONFLICTS = 10;

  private final DigestStore store;

  Committer(DigestStore store) {
    this.store = store;
  }

  /**
   * Commits all of the submissions, each item that can be stored.
   *
   * @return what became of each one's items, in order
   * @throws StoreUnavailableException if the database cannot commit now; part may be committed, and
   *     a retry finds it there
   */
  List<List<Outcome>> commit(List<Submission> submissions) {
    try {
      return transact(submissions);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (StoreException e) {
      return split(submissions);
    }
  }

  private List<List<Outcome>> split(List<Submission> submissions) {
    if (submissions.size() > 1) {
      int half = submissions.size() / 2;
      List<List<Outcome>> outcomes = new ArrayList<>(commit(submissions.subList(0, half)));
      outcomes.addAll(commit(submissions.subList(half, submissions.size())));
      return outcomes;
    }
    Submission only = submissions.getFirst();
    if (only.items().size() <= 1) {
      return List.of(only.items().stream().map(item -> Outcome.NOT_STORABLE).toList());
    }
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(commit(List.of(only.firstHalf())).getFirst());
    outcomes.addAll(commit(List.of(only.secondHalf())).getFirst());
    return List.of(outcomes);
  }

  private List<List<Outcome>> transact(List<Submission> submissions) {
    for (int conflicts = 0; ; conflicts++) {
      List<List<Outcome>> outcomes = new ArrayList<>();
      try {
        store.inTransaction(
            tx -> {
              outcomes.clear();
              outcomes.addAll(digest(tx, submissions));
            });
        return outcomes;
      } catch (StoreConflictException e) {
        if (conflicts == MAX_CONFLICTS) {
          throw new StoreUnavailableException("other writers were always first", e);
        }
      }
    }
  }

  private static List<List<Outcome>> digest(DigestTransaction tx, List<Submission> submissions) {
    // Sorted, as rows are, so that concurrent writers cannot wait for each other in a circle.
    Map<Long, List<Integer>> byProject = new TreeMap<>();
    for (int i = 0; i < submissions.size(); i++) {
      byProject.computeIfAbsent(submissions.get(i).project(), p -> new ArrayList<>()).add(i);
    }
    List<List<Outcome>> outcomes = new ArrayList<>();
    submissions.forEach(submission -> outcomes.add(List.of()));
    byProject.forEach(
        (project, places) -> {
          List<Submission> theirs = places.stream().map(submissions::get).toList();
          List<List<Outcome>> answers = Digest.apply(tx, project, theirs);
          for (int i = 0; i < places.size(); i++) {
            outcomes.set(places.get(i), answers.get(i));
          }
        });
    return outcomes;
  }
}
