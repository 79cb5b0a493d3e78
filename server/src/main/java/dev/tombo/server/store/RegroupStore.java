// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Moves groupings between issues, with all that was counted on them, and shows the histories that
 * this leaves. Thread-safe. Events may arrive meanwhile: each is counted in one issue.
 */
public interface RegroupStore {
  /**
   * Merges issues of one project into one of them; one that was merged into it already stays so.
   *
   * @param others their numbers
   * @throws RegroupException if one of them is not there
   */
  void merge(IssueId into, Collection<Long> others, Describer describer, Author author);

  /**
   * Makes an issue of some of an issue's groupings.
   *
   * @throws RegroupException if it does not have them, or no others
   */
  IssueId split(
      IssueId issue, Collection<Fingerprint> fingerprints, Describer describer, Author author);

  /**
   * Moves back what an activity moved.
   *
   * @throws RegroupException if it moved nothing, or what it moved is elsewhere by now
   */
  void undo(IssueId issue, long activity, Describer describer, Author author);

  /**
   * An issue's history, latest first.
   *
   * @param before only entries with a smaller number
   */
  Page<ActivityRow> activities(IssueId issue, OptionalLong before, int limit);

  /**
   * Who does something, and when.
   *
   * @param account its number
   * @param at the server's clock
   */
  record Author(long account, Instant at) {}

  /** Says what a stored event shows of its issue; empty if it cannot be read. */
  @FunctionalInterface
  interface Describer {
    Optional<Description> of(byte[] body);
  }

  /**
   * What an issue's row shows of an event.
   *
   * @param title the first line of an issue that it opens
   * @param culprit the call to blame; null for none
   * @param level how bad
   * @param message its text, cut for a list; null for none
   * @param origin the host or device; null where unknown
   */
  record Description(
      String title,
      @Nullable String culprit,
      Level level,
      @Nullable String message,
      @Nullable String origin) {}

  /**
   * An entry of an issue's history.
   *
   * @param number counted by project
   * @param at when
   * @param kind what, in lower case
   * @param account who; null for the server itself
   * @param detail what else is to be said, a JSON object
   * @param moved whether it moved groupings, so that it can be undone
   * @param undoneBy the activity that undid it; null for none
   */
  record ActivityRow(
      long number,
      Instant at,
      String kind,
      @Nullable Long account,
      String detail,
      boolean moved,
      @Nullable Long undoneBy) {}

  /** What is asked for cannot be done; nothing was. */
  final class RegroupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it cannot. */
    public enum Reason {
      /** An issue, a grouping or an activity is not there. */
      NOT_FOUND,
      /** It would leave an issue without groupings. */
      NOTHING_LEFT,
      /** Something was done to it since. */
      CHANGED_SINCE
    }

    private final Reason reason;

    /** A refusal. */
    public RegroupException(Reason reason, String message) {
      super(message);
      this.reason = reason;
    }

    /** Why it cannot. */
    public Reason reason() {
      return reason;
    }
  }
}
