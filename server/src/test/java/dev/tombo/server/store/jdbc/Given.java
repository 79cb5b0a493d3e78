// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.NewEvent;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.DigestTransaction.SliceChange;
import dev.tombo.server.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows for tests, and the shortest way to an issue that has an event. */
final class Given {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Given() {}

  /** A time some minutes after noon. */
  static Instant minute(long minutes) {
    return NOON.plusSeconds(60 * minutes);
  }

  /** The event id of a number. */
  static EventId id(long number) {
    return new EventId(0x8000_0000_0000_7000L, number);
  }

  /** An event with a body. */
  static NewEvent event(long number, long grouping) {
    return event(number, grouping, new byte[] {1, (byte) number});
  }

  /** An event with the id of its number, received at its minute. */
  static NewEvent event(long number, long grouping, byte @Nullable [] body) {
    return new NewEvent(id(number), number, grouping, 7, minute(number), NOON, 1, body);
  }

  /** A change by one event, whose id is that of its minute. */
  static IssueChange change(long issue, long minute, Level level) {
    return change(issue, minute, level, "message " + minute, "host " + minute);
  }

  /** A change by one event with its texts. */
  static IssueChange change(
      long issue, long minute, Level level, @Nullable String message, @Nullable String origin) {
    return new IssueChange(
        issue, 0, new LatestEvent(id(minute), minute(minute), level, message, origin));
  }

  /** Adds to an issue by a change and to its slices. */
  static void again(Store store, long project, IssueChange change, List<SliceChange> slices) {
    store
        .digests()
        .inTransaction(
            tx -> tx.countSlices(project, slices, tx.changeIssues(project, List.of(change))));
  }

  /** Adds an issue with one grouping and one event; the title makes the fingerprint. */
  static IssueId issue(Store store, long project, String title, long minute) {
    return issue(store, project, title, Level.ERROR, minute, "", "");
  }

  /**
   * Adds an issue with one grouping and one event, in the slices of its environment and release.
   */
  static IssueId issue(
      Store store,
      long project,
      String title,
      Level level,
      long minute,
      String environment,
      String release) {
    return inTransaction(
        store,
        tx -> {
          long issue = tx.reserve(project, Sequence.ISSUE, 1);
          long grouping = tx.reserve(project, Sequence.GROUPING, 1);
          long number = tx.reserve(project, Sequence.EVENT, 1);
          tx.insertIssues(project, List.of(new NewIssue(issue, title, "culprit", level)));
          tx.insertGroupings(
              project,
              List.of(new NewGrouping(grouping, new Fingerprint(title), null, issue, NOON)));
          tx.insertEvents(project, List.of(event(number, grouping)));
          tx.countSlices(
              project,
              slices(issue, environment, release, 1, minute),
              tx.changeIssues(project, List.of(change(issue, minute, level))));
          return new IssueId(project, issue);
        });
  }

  /** What an event adds to the slices of its issue. */
  static List<SliceChange> slices(
      long issue, String environment, String release, long count, long minute) {
    List<SliceChange> slices = new ArrayList<>();
    Instant at = minute(minute);
    slices.add(new SliceChange(issue, "", "", count, at, at));
    if (!environment.isEmpty()) {
      slices.add(new SliceChange(issue, environment, "", count, at, at));
    }
    if (!release.isEmpty()) {
      slices.add(new SliceChange(issue, "", release, count, at, at));
    }
    if (slices.size() == 3) {
      slices.add(new SliceChange(issue, environment, release, count, at, at));
    }
    return slices;
  }

  /** Runs work in a transaction for its answer. */
  static <T> T inTransaction(Store store, Function<DigestTransaction, T> work) {
    var result = new AtomicReference<@Nullable T>();
    store.digests().inTransaction(tx -> result.set(work.apply(tx)));
    T answer = result.get();
    if (answer == null) {
      throw new AssertionError("The work did not run");
    }
    return answer;
  }
}
