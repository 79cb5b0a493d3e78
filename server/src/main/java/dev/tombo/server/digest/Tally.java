// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Hours;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.DigestTransaction.GroupingUser;
import dev.tombo.server.store.DigestTransaction.HourCount;
import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.SliceChange;
import dev.tombo.server.store.DigestTransaction.TagCount;
import dev.tombo.server.store.DigestTransaction.ValueCount;
import dev.tombo.server.store.DigestTransaction.ValueKind;
import dev.tombo.server.store.SliceSums;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what a transaction's items change, so that each row is written once however many items
 * touch it. Not thread-safe.
 */
final class Tally {

  private final Map<Long, IssueSum> issues = new LinkedHashMap<>();
  private final SliceSums slices = new SliceSums();
  private final Map<Hour, Span> hours = new LinkedHashMap<>();
  private final Map<Tag, Span> tags = new LinkedHashMap<>();
  private final Map<Value, Span> values = new LinkedHashMap<>();
  private final Map<GroupingUser, Long> users = new LinkedHashMap<>();

  /**
   * Adds an item.
   *
   * @param standsAlone whether it is an event to show, rather than a repeat of one
   */
  void add(Item item, boolean standsAlone, long grouping, long issue) {
    Facts facts = item.facts();
    String environment = facts == null ? "" : facts.environment();
    String release = facts == null ? "" : facts.release();
    Span span = new Span(item.occurrences(), item.firstAt(), item.lastAt());
    issues
        .computeIfAbsent(issue, i -> new IssueSum())
        .add(facts == null ? null : latest(item, standsAlone, facts));
    long hour = Hours.of(item.lastAt());
    hours.merge(new Hour(grouping, environment, release, hour), span, Span::plus);
    slices.add(
        new SliceChange(issue, environment, release, span.count(), span.first(), span.last()));
    if (facts != null) {
      addDetails(facts, grouping, issue, span);
    }
  }

  /** Adds to the issues' users those that turned out to be new. */
  void newUsers(Set<GroupingUser> fresh) {
    Map<Long, Set<UserHash>> byIssue = new HashMap<>();
    for (GroupingUser user : fresh) {
      Long issue = users.get(user);
      IssueSum sum = issue == null ? null : issues.get(issue);
      if (issue != null
          && sum != null
          && byIssue.computeIfAbsent(issue, key -> new HashSet<>()).add(user.user())) {
        sum.users++;
      }
    }
  }

  List<GroupingUser> users() {
    return List.copyOf(users.keySet());
  }

  List<IssueChange> issueChanges() {
    List<IssueChange> changes = new ArrayList<>();
    issues.forEach((issue, sum) -> changes.add(sum.change(issue)));
    return changes;
  }

  List<HourCount> hours() {
    List<HourCount> counts = new ArrayList<>();
    hours.forEach(
        (key, span) ->
            counts.add(
                new HourCount(
                    key.grouping(),
                    key.environment(),
                    key.release(),
                    key.hour(),
                    span.count(),
                    span.first(),
                    span.last())));
    return counts;
  }

  List<SliceChange> slices() {
    return slices.changes();
  }

  List<TagCount> tags() {
    List<TagCount> counts = new ArrayList<>();
    tags.forEach(
        (key, span) ->
            counts.add(
                new TagCount(key.grouping(), key.key(), key.value(), span.count(), span.last())));
    return counts;
  }

  List<ValueCount> values() {
    List<ValueCount> counts = new ArrayList<>();
    values.forEach(
        (key, span) ->
            counts.add(new ValueCount(key.kind(), key.value(), span.count(), span.last())));
    return counts;
  }

  private void addDetails(Facts facts, long grouping, long issue, Span span) {
    facts
        .tags()
        .forEach((key, value) -> tags.merge(new Tag(grouping, key, value), span, Span::plus));
    addValue(ValueKind.ENVIRONMENT, facts.environment(), span);
    addValue(ValueKind.RELEASE, facts.release(), span);
    addValue(ValueKind.ORIGIN, facts.origin(), span);
    addValue(ValueKind.LOGGER, facts.logger(), span);
    if (facts.user() != null) {
      users.put(new GroupingUser(grouping, facts.user()), issue);
    }
  }

  private void addValue(ValueKind kind, @Nullable String value, Span span) {
    if (value != null && !value.isEmpty()) {
      values.merge(new Value(kind, value), span, Span::plus);
    }
  }

  private static LatestEvent latest(Item item, boolean standsAlone, Facts facts) {
    EventId of = item.of();
    EventId shown = standsAlone || of == null ? item.id() : of;
    return new LatestEvent(shown, item.lastAt(), facts.level(), facts.message(), facts.origin());
  }

  private record Hour(long grouping, String environment, String release, long hour) {}

  private record Tag(long grouping, String key, String value) {}

  private record Value(ValueKind kind, String value) {}

  /** How many occurrences, from when to when. */
  private record Span(long count, Instant first, Instant last) {
    Span plus(Span other) {
      return new Span(
          count + other.count,
          first.isBefore(other.first) ? first : other.first,
          last.isAfter(other.last) ? last : other.last);
    }
  }

  /** What one issue gains. */
  private static final class IssueSum {
    private @Nullable LatestEvent latest;
    private long users;

    void add(@Nullable LatestEvent event) {
      if (latest == null || (event != null && !event.at().isBefore(latest.at()))) {
        latest = event == null ? latest : event;
      }
    }

    IssueChange change(long issue) {
      return new IssueChange(issue, users, latest);
    }
  }
}
