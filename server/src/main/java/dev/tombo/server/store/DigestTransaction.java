// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueState;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a digest reads and writes, each call a set of rows of one project in few statements. Valid
 * inside {@link DigestStore#inTransaction} only, on that thread. Rows are sorted by their keys
 * before they are written, so that concurrent writers meet them in one order.
 */
public interface DigestTransaction {

  /**
   * Those of these events and repeats that are known, whatever became of their bodies, each with
   * its grouping; empty where that went with its issue.
   */
  Map<EventId, Optional<GroupingRef>> knownEvents(long project, Collection<EventId> ids);

  /** The groupings that exist of these fingerprints. */
  Map<Fingerprint, GroupingRef> groupings(long project, Collection<Fingerprint> fingerprints);

  /**
   * The issues that own these groupings now, by the groupings' numbers. After {@link #reserve} of
   * events nobody moves them any more before this transaction ends.
   */
  Map<Long, Long> owners(long project, Collection<Long> groupings);

  /** Takes {@code count} successive numbers, dense and from 1 per project; answers the first. */
  long reserve(long project, Sequence sequence, int count);

  /** Adds issues that have no events yet, unresolved. */
  void insertIssues(long project, List<NewIssue> issues);

  /**
   * Adds groupings.
   *
   * @throws StoreConflictException if one of the fingerprints has a grouping by now
   */
  void insertGroupings(long project, List<NewGrouping> groupings);

  /**
   * Adds events, and repeats as events without a body.
   *
   * @throws StoreConflictException if one of the ids is known by now
   */
  void insertEvents(long project, List<NewEvent> events);

  /** Adds what bodies of groupings are compressed against from now on, where there is nothing. */
  void addDictionaries(long project, Map<Long, byte[]> byGrouping);

  /**
   * Adds to issues' users; what describes a latest event replaces what is there, unless that is of
   * a later {@code at}.
   *
   * @return what each of them is now
   * @throws StoreConflictException if one of them is gone
   */
  Map<Long, IssueState> changeIssues(long project, List<IssueChange> changes);

  /** Makes unresolved what is resolved among these issues; answers which. */
  Set<Long> reopen(long project, Collection<Long> issues);

  /** Adds to the counters by grouping, environment, release and hour. */
  void countHours(long project, List<HourCount> counts);

  /** Adds to what issues have in all, in one environment, in one release, and in both. */
  void countSlices(long project, List<SliceChange> changes, Map<Long, IssueState> states);

  /** Adds users that a grouping has not seen; answers those that were new to its issue. */
  Set<GroupingUser> insertUsers(long project, List<GroupingUser> users);

  /**
   * Adds to the counts of tag values. Of a key that has more than 1,000 values in a grouping,
   * further new ones are counted together under the empty value.
   */
  void countTags(long project, List<TagCount> counts);

  /** Adds to the counts of values seen in the project, for the lists that people choose from. */
  void countValues(long project, List<ValueCount> counts);

  /** Remembers a batch; false where it is known, so that what it discarded is not counted again. */
  boolean insertBatch(long project, EventId batch, Instant receivedAt);

  /** Adds to the project's ledger. */
  void count(long project, List<LedgerCount> counts);

  /** Remembers when API tokens brought something, unless they did later. */
  void useTokens(long project, List<TokenUse> uses);

  /** Adds to issues' histories. */
  void insertActivities(long project, List<NewActivity> activities);

  /** The number series of a project. */
  enum Sequence {
    ISSUE,
    GROUPING,
    EVENT,
    ACTIVITY,
    ERASURE
  }

  /**
   * A grouping that exists.
   *
   * @param number its number
   * @param issue the number of the issue that owns it
   */
  record GroupingRef(long number, long issue) {}

  /**
   * An issue to add.
   *
   * @param number from {@link Sequence#ISSUE}
   * @param title its first line
   * @param culprit the frame to blame; null for none
   * @param level of the first event
   */
  record NewIssue(long number, String title, @Nullable String culprit, Level level) {}

  /**
   * A grouping to add.
   *
   * @param number from {@link Sequence#GROUPING}
   * @param fingerprint unique in the project
   * @param full that over all calls; null where calls do not decide
   * @param issue the number of the owner
   * @param createdAt the server's clock
   */
  record NewGrouping(
      long number,
      Fingerprint fingerprint,
      @Nullable Fingerprint full,
      long issue,
      Instant createdAt) {}

  /**
   * An event to add.
   *
   * @param id unique in the project
   * @param number from {@link Sequence#EVENT}: the order of arrival
   * @param grouping its grouping's number
   * @param token the API token that sent it
   * @param receivedAt the server's clock
   * @param at the client's clock, corrected
   * @param occurrences 1, or a repeat's count
   * @param body compressed; null where none is kept
   */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record NewEvent(
      EventId id,
      long number,
      long grouping,
      long token,
      Instant receivedAt,
      Instant at,
      long occurrences,
      byte @Nullable [] body) {}

  /**
   * What a transaction adds to an issue.
   *
   * @param issue its number
   * @param users further users
   * @param latest describes the latest event; null where nothing is known of it
   */
  record IssueChange(long issue, long users, @Nullable LatestEvent latest) {}

  /**
   * What an issue's row shows of its latest event.
   *
   * @param id the event
   * @param at its time
   * @param level its level
   * @param message its text, cut for a list; null for none
   * @param origin its origin; null for none
   */
  record LatestEvent(
      EventId id, Instant at, Level level, @Nullable String message, @Nullable String origin) {}

  /**
   * Occurrences of one grouping.
   *
   * @param grouping its number
   * @param environment empty where unknown
   * @param release empty where unknown
   * @param hour hours since 1970 in UTC
   * @param count how many to add
   * @param firstSeen the earliest of them
   * @param lastSeen the latest of them
   */
  record HourCount(
      long grouping,
      String environment,
      String release,
      long hour,
      long count,
      Instant firstSeen,
      Instant lastSeen) {}

  /**
   * What an issue has in all, in an environment, in a release, or in one of the other.
   *
   * @param issue its number
   * @param environment empty for all of them
   * @param release empty for all of them
   * @param count how many to add
   * @param firstSeen the earliest
   * @param lastSeen the latest
   */
  record SliceChange(
      long issue,
      String environment,
      String release,
      long count,
      Instant firstSeen,
      Instant lastSeen) {}

  /**
   * A person in whose doing a fault appeared.
   *
   * @param grouping its number
   * @param user who
   */
  record GroupingUser(long grouping, UserHash user) {}

  /**
   * Occurrences with one tag value.
   *
   * @param grouping its number
   * @param key the tag
   * @param value its value
   * @param count how many to add
   * @param lastSeen the latest
   */
  record TagCount(long grouping, String key, String value, long count, Instant lastSeen) {}

  /** What a project's lists of seen values are of; the ordinal is stored. */
  enum ValueKind {
    ENVIRONMENT,
    RELEASE,
    ORIGIN,
    LOGGER
  }

  /**
   * Occurrences with one value.
   *
   * @param kind what it is a value of
   * @param value not empty
   * @param count how many to add
   * @param lastSeen the latest
   */
  record ValueCount(ValueKind kind, String value, long count, Instant lastSeen) {}

  /**
   * An API token that brought something.
   *
   * @param token its number
   * @param at the server's clock
   */
  record TokenUse(long token, Instant at) {}

  /** What happened to an issue; the name in lower case is stored. */
  enum ActivityKind {
    FIRST_SEEN,
    REGRESSION,
    ARCHIVED,
    RESOLVED,
    UNRESOLVED,
    /** Took in other issues. */
    MERGED,
    /** Gave groupings to an issue of their own. */
    SPLIT,
    /** Was made of groupings of another issue. */
    SPLIT_OFF,
    /** A merge or split was undone. */
    UNDONE,
    /** A new version of the algorithm gave its events another fingerprint. */
    REGROUPED
  }

  /**
   * An entry of an issue's history.
   *
   * @param number from {@link Sequence#ACTIVITY}
   * @param issue its number
   * @param at when
   * @param kind what
   * @param account who; null for the server itself
   * @param detail what else is to be said of it
   */
  record NewActivity(
      long number,
      long issue,
      Instant at,
      ActivityKind kind,
      @Nullable Long account,
      Json detail) {}
}
