// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.DigestTransaction.TagCount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts tag values, and keeps a bounded number of them apart for each key of a grouping.
 *
 * <p>To values that are known to have a row it just adds. To others it tries to; what was not found
 * is new, and only for those is the bound looked at.
 */
final class TagTables {
  /** How many values of a key of a grouping are kept apart. */
  static final int KEPT = 1_000;

  private static final Comparator<Key> KEY_ORDER =
      Comparator.comparingLong(Key::grouping).thenComparing(Key::key);

  private static final Comparator<TagCount> ORDER =
      Comparator.comparingLong(TagCount::grouping)
          .thenComparing(TagCount::key)
          .thenComparing(TagCount::value);

  private static final Sql ADD =
      Sql.of(
          """
          with change (grouping, key, value, count, last_seen) as (values [(?, ?, ?, ?, ?)])
          update tag_value set
            count = tag_value.count + change.count,
            last_seen = case when change.last_seen > tag_value.last_seen
              then change.last_seen else tag_value.last_seen end
          from change
          where tag_value.project_id = :p and tag_value.grouping = change.grouping
            and tag_value.key = change.key and tag_value.value = change.value
          returning tag_value.grouping, tag_value.key, tag_value.value""");

  private static final Sql KEYS =
      Sql.of(
          """
          with asked (grouping, key) as (values [(?, ?)])
          select t.grouping, t.key, t.kept
          from asked
          join tag_key t
            on t.project_id = :p and t.grouping = asked.grouping and t.key = asked.key""");

  private static final Sql INSERT =
      Sql.of(
          """
          insert into tag_value (project_id, grouping, key, value, count, last_seen)
          values [(:p, ?, ?, ?, ?, ?)]
          on conflict (project_id, grouping, key, value) do update set
            count = tag_value.count + excluded.count,
            last_seen = case when excluded.last_seen > tag_value.last_seen
              then excluded.last_seen else tag_value.last_seen end""");

  private static final Sql INSERT_KEYS =
      Sql.of(
          """
          insert into tag_key (project_id, grouping, key, kept) values [(:p, ?, ?, ?)]
          on conflict (project_id, grouping, key) do update set
            kept = tag_key.kept + excluded.kept""");

  private final Session session;
  private final IssueTagTable ofIssues;
  private final KnownTags known;
  private final List<KnownTags.Value> counted = new ArrayList<>();

  TagTables(Session session, KnownTags known) {
    this.session = session;
    this.known = known;
    ofIssues = new IssueTagTable(session);
  }

  void count(long project, List<TagCount> counts) {
    List<TagCount> seen = new ArrayList<>();
    List<TagCount> others = new ArrayList<>();
    for (TagCount row : Sorted.byKey(counts, ORDER)) {
      (known.contains(value(project, row)) ? seen : others).add(row);
    }
    session.update(INSERT, project, seen, TagTables::bind);
    List<TagCount> fresh = withoutThoseFound(project, others);
    if (!fresh.isEmpty()) {
      insert(project, fresh);
    }
  }

  /** The values that have a row by now. */
  Collection<KnownTags.Value> counted() {
    return counted;
  }

  private List<TagCount> withoutThoseFound(long project, List<TagCount> rows) {
    Set<KnownTags.Value> found =
        new HashSet<>(
            session.select(
                ADD,
                project,
                rows,
                TagTables::bind,
                row ->
                    new KnownTags.Value(
                        project, row.getLong(1), row.getString(2), row.getString(3))));
    counted.addAll(found);
    return rows.stream().filter(row -> !found.contains(value(project, row))).toList();
  }

  private void insert(long project, List<TagCount> fresh) {
    Map<Key, Long> kept = kept(project, fresh);
    Map<Key, Long> added = new TreeMap<>(KEY_ORDER);
    Map<Key, TagCount> beyond = new HashMap<>();
    List<TagCount> rows = new ArrayList<>();
    for (TagCount row : fresh) {
      Key key = Key.of(row);
      long values = kept.getOrDefault(key, 0L) + added.getOrDefault(key, 0L);
      if (values < KEPT && !row.value().isEmpty()) {
        added.merge(key, 1L, Long::sum);
        rows.add(row);
        counted.add(value(project, row));
      } else {
        beyond.merge(key, unnamed(row), TagTables::sum);
      }
    }
    rows.addAll(beyond.values());
    List<TagCount> sorted = Sorted.byKey(rows, ORDER);
    session.update(INSERT, project, sorted, TagTables::bind);
    ofIssues.add(project, sorted);
    session.update(
        INSERT_KEYS,
        project,
        added.entrySet(),
        (p, row) -> p.add(row.getKey().grouping).add(row.getKey().key).add(row.getValue()));
  }

  private Map<Key, Long> kept(long project, List<TagCount> rows) {
    Map<Key, Long> kept = new HashMap<>();
    session
        .select(
            KEYS,
            project,
            rows.stream().map(Key::of).distinct().toList(),
            (p, key) -> p.add(key.grouping).add(key.key),
            row -> Map.entry(new Key(row.getLong(1), row.getString(2)), row.getLong(3)))
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    return kept;
  }

  private static void bind(Params params, TagCount row) throws SQLException {
    params.add(row.grouping()).add(row.key()).add(row.value()).add(row.count()).add(row.lastSeen());
  }

  private static KnownTags.Value value(long project, TagCount row) {
    return new KnownTags.Value(project, row.grouping(), row.key(), row.value());
  }

  private static TagCount unnamed(TagCount row) {
    return new TagCount(row.grouping(), row.key(), "", row.count(), row.lastSeen());
  }

  private static TagCount sum(TagCount a, TagCount b) {
    Instant lastSeen = a.lastSeen().isAfter(b.lastSeen()) ? a.lastSeen() : b.lastSeen();
    return new TagCount(a.grouping(), a.key(), a.value(), a.count() + b.count(), lastSeen);
  }

  /** A tag of a grouping. */
  private record Key(long grouping, String key) {
    static Key of(TagCount row) {
      return new Key(row.grouping(), row.key());
    }
  }
}
