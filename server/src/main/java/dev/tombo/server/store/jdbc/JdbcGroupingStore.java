// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.StoreConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules and versions in their tables; samples by the groupings' keys. */
final class JdbcGroupingStore implements GroupingStore {
  private static final Sql FIRST_USED =
      Sql.of(
          """
          insert into grouping_version (version, first_used_at) values (?, ?)
          on conflict (version) do update set first_used_at = grouping_version.first_used_at
          returning first_used_at""");

  private static final Sql RULES =
      Sql.of(
          """
          select version, rules from grouping_rules
          where project_id = :p and version > 0 order by version desc limit 1""");

  private static final Sql SAVE =
      Sql.of(
          """
          insert into grouping_rules (project_id, version, rules, account, created_at)
          values (:p, ?, ?, ?, ?)""");

  private static final Sql GROUPINGS =
      Sql.of(
          """
          select g.number, g.fingerprint, g.issue,
            (select sum(h.count) from grouping_hour h
              where h.project_id = :p and h.grouping = g.number),
            (select count(*) from event_body b
              where b.project_id = :p and b.grouping = g.number)
          from grouping g
          where g.project_id = :p and g.number > ? order by g.number limit ?""");

  private static final Sql BODIES =
      Sql.of(
          """
          select e.id, e.occurrences, b.body
          from event_body b
          join event e on e.project_id = :p and e.id = b.id
          where b.project_id = :p and b.grouping = ?
          order by b.number desc limit ?""");

  private final Database database;

  JdbcGroupingStore(Database database) {
    this.database = database;
  }

  @Override
  public Instant firstUsed(String version, Instant now) {
    return database.write(
        s ->
            s.one(
                    FIRST_USED,
                    0,
                    (p, row) -> p.add(version).add(now),
                    row -> Instant.ofEpochMilli(row.getLong(1)))
                .orElseThrow());
  }

  @Override
  public Optional<StoredRules> rules(long project) {
    return database.read(s -> current(s, project));
  }

  @Override
  public StoredRules saveRules(long project, long after, Json rules, long account, Instant at) {
    return database.write(
        s -> {
          long current = current(s, project).map(StoredRules::version).orElse(0L);
          if (current != after) {
            throw new StoreConflictException("Version " + current + " is in force");
          }
          long version = after + 1;
          s.update(
              SAVE,
              project,
              List.of(version),
              (p, row) -> p.add(version).add(rules.text()).add(account).add(at));
          return new StoredRules(version, rules);
        });
  }

  private static Optional<StoredRules> current(Session session, long project) {
    return session.one(
        RULES,
        project,
        (p, row) -> {},
        row -> new StoredRules(row.getLong(1), new Json(row.getString(2))));
  }

  @Override
  public List<GroupingSample> samples(long project, long after, int limit, int events) {
    return database.readAtLength(
        s -> {
          List<GroupingSample> samples = new ArrayList<>();
          for (GroupingSample one :
              s.query(
                  GROUPINGS,
                  project,
                  (p, row) -> p.add(after).add((long) limit),
                  row ->
                      new GroupingSample(
                          row.getLong(1),
                          new Fingerprint(row.getString(2)),
                          row.getLong(3),
                          row.getLong(4),
                          row.getLong(5),
                          List.of()))) {
            samples.add(
                new GroupingSample(
                    one.number(),
                    one.fingerprint(),
                    one.issue(),
                    one.count(),
                    one.bodies(),
                    s.query(
                        BODIES,
                        project,
                        (p, row) -> p.add(one.number()).add((long) events),
                        row ->
                            new StoredBody(
                                EventId.of(row.getBytes(1)), row.getLong(2), row.getBytes(3)))));
          }
          return samples;
        });
  }
}
