// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.Condition;
import dev.tombo.server.store.DigestTransaction.SliceChange;
import dev.tombo.server.store.DigestTransaction.TagCount;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Sort;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random issues in a store and in memory, where lists are found by looking at all of them. */
final class RandomIssues {
  private static final List<String> ENVIRONMENTS = List.of("", "production", "staging", "É%_");
  private static final List<String> RELEASES = List.of("", "1.0", "2.0", "1.0' or ''='");
  private static final List<String> WORDS =
      List.of("Order", "pay%ment", "NullPointer", "É_tat", "!x", "stock", "Straße", "err", "app-1");

  private final Store store;
  private final SplittableRandom random;
  private final Map<IssueId, Known> issues = new HashMap<>();
  private long minute = 1_000;

  RandomIssues(Store store, SplittableRandom random) {
    this.store = store;
    this.random = random;
  }

  /** One issue, by its slices: environment, release, or both, and all of it. */
  private static final class Known {
    private final Map<List<String>, SliceChange> slices = new HashMap<>();
    private final Map<String, Set<String>> tags = new HashMap<>();
    private String title = "";
    private String message = "";
    private String origin = "";
    private Level level = Level.ERROR;
    private IssueStatus status = IssueStatus.UNRESOLVED;
    private long latestMinute;

    private void add(SliceChange more) {
      slices.merge(
          List.of(more.environment(), more.release()),
          more,
          (a, b) ->
              new SliceChange(
                  a.issue(),
                  a.environment(),
                  a.release(),
                  a.count() + b.count(),
                  a.firstSeen().isBefore(b.firstSeen()) ? a.firstSeen() : b.firstSeen(),
                  a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen()));
    }
  }

  /** Adds issues with some events each, of which some are archived, resolved or deleted. */
  void fill(int count) {
    for (int i = 0; i < count; i++) {
      add(1 + random.nextInt(3));
    }
  }

  /** Lets some of them happen again, after all that happened so far. */
  void happenLater() {
    List<IssueId> some = new ArrayList<>(issues.keySet());
    for (int i = 0; i < 10; i++) {
      happen(some.get(random.nextInt(some.size())), ++minute);
    }
  }

  private void add(long project) {
    String title = words(3);
    IssueId id =
        Given.issue(store, project, title + " " + issues.size(), level(), minuteBefore(), "", "");
    // The first event of Given is part of what is known.
    IssueRow row = store.issues().find(id).orElseThrow();
    Known known = new Known();
    known.title = row.title();
    known.message = row.message() == null ? "" : row.message();
    known.origin = row.origin() == null ? "" : row.origin();
    known.level = row.level();
    known.latestMinute = Duration.between(Given.NOON, row.lastSeen()).toMinutes();
    known.add(new SliceChange(id.number(), "", "", 1, row.firstSeen(), row.lastSeen()));
    issues.put(id, known);
    for (int events = random.nextInt(4); events > 0; events--) {
      happen(id, minuteBefore());
    }
    tag(id, known);
    decide(id, known);
  }

  private void happen(IssueId id, long at) {
    Known known = Objects.requireNonNull(issues.get(id));
    Level level = level();
    String message = words(2);
    String origin = words(1);
    List<SliceChange> slices =
        Given.slices(id.number(), pick(ENVIRONMENTS), pick(RELEASES), 1 + random.nextInt(9), at);
    Given.again(store, id.project(), Given.change(id.number(), at, level, message, origin), slices);
    slices.forEach(known::add);
    if (at >= known.latestMinute) {
      known.latestMinute = at;
      known.level = level;
      known.message = message;
      known.origin = origin;
    }
  }

  private void tag(IssueId id, Known known) {
    if (random.nextInt(3) == 0) {
      String value = pick(List.of("eu", "us"));
      known.tags.computeIfAbsent("region", key -> new HashSet<>()).add(value);
      store
          .digests()
          .inTransaction(
              tx ->
                  tx.countTags(
                      id.project(),
                      List.of(new TagCount(id.number(), "region", value, 1, Given.NOON))));
    }
  }

  private void decide(IssueId id, Known known) {
    IssueAction action = pick(List.of(IssueAction.values()));
    if (random.nextInt(3) > 0) {
      return;
    }
    var unused =
        store.issues().act(id.project(), List.of(id.number()), action, 1, Given.minute(minute));
    action.status().ifPresent(status -> known.status = status);
    if (action == IssueAction.DELETE) {
      issues.remove(id);
    }
  }

  /** A query with any of its parts. */
  IssueQuery query() {
    List<Condition> conditions = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Condition condition = condition();
      conditions.add(random.nextInt(4) == 0 ? new Condition.Not(condition) : condition);
    }
    return new IssueQuery(
        pick(List.of(List.of(1L), List.of(2L, 1L), List.of(1L, 2L, 3L), List.of(9L))),
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of(pick(ENVIRONMENTS)),
        random.nextInt(3) > 0 ? Optional.empty() : Optional.of(pick(RELEASES)),
        conditions,
        pick(List.of(Sort.values())),
        random.nextBoolean(),
        Optional.empty(),
        1);
  }

  private Condition condition() {
    return switch (random.nextInt(10)) {
      case 0 -> new Condition.HasStatus(pick(List.of(IssueStatus.values())));
      case 1 -> new Condition.HasLevel(level());
      case 2 -> new Condition.InEnvironment(pick(ENVIRONMENTS.subList(1, 4)));
      case 3 -> new Condition.InRelease(pick(RELEASES.subList(1, 4)));
      case 4 -> new Condition.Tagged("region", Optional.of(pick(List.of("eu", "us", "xx"))));
      case 5 -> new Condition.Tagged("region", Optional.empty());
      case 6 ->
          new Condition.Counts(pick(List.of(Condition.Comparison.values())), random.nextInt(12));
      case 7 -> new Condition.SeenSince(Given.minute(minuteBefore()));
      case 8 -> new Condition.FirstSeenBefore(Given.minute(minuteBefore()));
      default -> new Condition.Contains(pick(List.of(Condition.Where.values())), needle());
    };
  }

  private String needle() {
    String word = pick(WORDS);
    int from = random.nextInt(word.length());
    String part = word.substring(from, from + 1 + random.nextInt(word.length() - from));
    return random.nextBoolean() ? part.toUpperCase(Locale.ROOT) : part;
  }

  /** What the list of a query holds, all of it. */
  List<IssueRow> list(IssueQuery query) {
    List<IssueRow> rows = new ArrayList<>();
    List<String> slice = List.of(query.environment().orElse(""), query.release().orElse(""));
    issues.forEach(
        (id, known) -> {
          SliceChange counts = known.slices.get(slice);
          if (counts != null
              && query.projects().contains(id.project())
              && query.conditions().stream().allMatch(c -> holds(c, known, counts))) {
            rows.add(row(id, known, counts));
          }
        });
    Comparator<IssueRow> order =
        Comparator.comparingLong((IssueRow row) -> query.sort().key(row))
            .thenComparing(IssueRow::lastSeen)
            .thenComparingLong(row -> row.id().project())
            .thenComparingLong(row -> row.id().number());
    rows.sort(query.descending() ? order.reversed() : order);
    return rows;
  }

  private static boolean holds(Condition condition, Known known, SliceChange counts) {
    return switch (condition) {
      case Condition.HasStatus one -> known.status == one.status();
      case Condition.HasLevel one -> known.level == one.level();
      case Condition.Contains one -> contains(one, known);
      case Condition.InEnvironment one -> known.slices.containsKey(List.of(one.environment(), ""));
      case Condition.InRelease one -> known.slices.containsKey(List.of("", one.release()));
      case Condition.Tagged one ->
          known.tags.containsKey(one.key())
              && one.value().map(known.tags.get(one.key())::contains).orElse(true);
      case Condition.Counts one -> compares(one, counts.count());
      case Condition.SeenSince one -> !counts.lastSeen().isBefore(one.time());
      case Condition.LastSeenUntil one -> !counts.lastSeen().isAfter(one.time());
      case Condition.FirstSeenBefore one -> counts.firstSeen().isBefore(one.time());
      case Condition.Not one -> !holds(one.other(), known, counts);
    };
  }

  private static boolean contains(Condition.Contains search, Known known) {
    String needle = search.text().toLowerCase(Locale.ROOT);
    boolean level = known.level.wireName().contains(needle);
    boolean origin = known.origin.toLowerCase(Locale.ROOT).contains(needle);
    boolean description =
        known.title.toLowerCase(Locale.ROOT).contains(needle)
            || "culprit".contains(needle)
            || known.message.toLowerCase(Locale.ROOT).contains(needle);
    return switch (search.where()) {
      case ANYWHERE -> level || origin || description;
      case LEVEL -> level;
      case DESCRIPTION -> description;
      case ORIGIN -> origin;
    };
  }

  private static boolean compares(Condition.Counts counts, long count) {
    return switch (counts.comparison()) {
      case LESS -> count < counts.number();
      case AT_MOST -> count <= counts.number();
      case EXACTLY -> count == counts.number();
      case AT_LEAST -> count >= counts.number();
      case MORE -> count > counts.number();
    };
  }

  private static IssueRow row(IssueId id, Known known, SliceChange counts) {
    Set<String> environments = new TreeSet<>();
    known.slices.keySet().forEach(slice -> environments.add(slice.getFirst()));
    environments.remove("");
    return new IssueRow(
        id,
        known.title,
        "culprit",
        known.message,
        known.level,
        known.status,
        known.origin,
        counts.count(),
        0,
        counts.firstSeen(),
        counts.lastSeen(),
        List.copyOf(environments),
        Given.id(known.latestMinute));
  }

  private Level level() {
    return pick(List.of(Level.values()));
  }

  private long minuteBefore() {
    return random.nextLong(minute);
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(pick(WORDS));
    }
    return String.join(" ", words);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
