// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Commits submissions together: many in one transaction, and what cannot be stored alone.
 * Thread-safe as far as its store is.
 */
final class Committer {
  private static final Logger LOG = Logger.getLogger(Committer.class.getName());
  private static final int MAX_CONFLICTS = 10;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  private final DigestStore store;
  private final Runnable onRetry;

  Committer(DigestStore store) {
    this(store, () -> {});
  }

  /** A committer that tells of each transaction that is run again as another writer was first. */
  Committer(DigestStore store, Runnable onRetry) {
    this.store = store;
    this.onRetry = onRetry;
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
      return transact(tx -> digest(tx, submissions));
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      return apart(submissions);
    }
  }

  /** Looks for the one item that cannot be stored among what failed together. */
  private List<List<Outcome>> apart(List<Submission> submissions) {
    if (submissions.size() > 1) {
      int half = submissions.size() / 2;
      List<List<Outcome>> outcomes = new ArrayList<>(commit(submissions.subList(0, half)));
      outcomes.addAll(commit(submissions.subList(half, submissions.size())));
      return outcomes;
    }
    Submission only = submissions.getFirst();
    List<Outcome> outcomes = commitItems(only, only.items());
    Submission rest = only.with(List.of(), Losses.of(only, outcomes));
    transact(
        tx -> {
          Losses.count(tx, only.project(), List.of(rest));
          return List.of();
        });
    return List.of(outcomes);
  }

  private List<Outcome> commitItems(Submission of, List<Item> items) {
    if (items.isEmpty()) {
      return List.of();
    }
    try {
      Submission part = of.with(items, List.of());
      return transact(tx -> Digest.apply(tx, of.project(), List.of(part))).getFirst();
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (items.size() == 1) {
        LOG.log(Level.SEVERE, "an item cannot be stored", e);
        return List.of(Outcome.NOT_STORABLE);
      }
      int half = items.size() / 2;
      List<Outcome> outcomes = new ArrayList<>(commitItems(of, items.subList(0, half)));
      outcomes.addAll(commitItems(of, items.subList(half, items.size())));
      return outcomes;
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
          List<Submission> withLosses = new ArrayList<>();
          for (int i = 0; i < places.size(); i++) {
            outcomes.set(places.get(i), answers.get(i));
            Submission one = theirs.get(i);
            withLosses.add(one.with(one.items(), Losses.of(one, answers.get(i))));
          }
          Losses.count(tx, project, withLosses);
        });
    return outcomes;
  }

  /**
   * Runs a transaction, and again, after a short and growing pause, if another writer was first.
   */
  private List<List<Outcome>> transact(Work work) {
    for (int conflicts = 0; ; conflicts++) {
      List<List<Outcome>> outcomes = new ArrayList<>();
      try {
        store.inTransaction(
            tx -> {
              outcomes.clear();
              outcomes.addAll(work.in(tx));
            });
        return outcomes;
      } catch (StoreConflictException e) {
        if (conflicts == MAX_CONFLICTS) {
          throw new StoreUnavailableException("other writers were always first", e);
        }
        onRetry.run();
        LockSupport.parkNanos(FIRST_PAUSE_NANOS << conflicts);
      }
    }
  }

  /** What is done in a transaction. */
  private interface Work {
    List<List<Outcome>> in(DigestTransaction tx);
  }
}
