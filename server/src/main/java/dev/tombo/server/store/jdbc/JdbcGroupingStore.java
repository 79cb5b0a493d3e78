// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.DigestTransaction.NewGrouping;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.StoreConflictException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rules and versions in their tables; groupings and their bodies by their keys. */
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
          select g.number, g.issue,
            (select sum(h.count) from grouping_hour h
              where h.project_id = :p and h.grouping = g.number),
            (select count(*) from event_body b
              where b.project_id = :p and b.grouping = g.number),
            (select sum(e.occurrences) from event_body b
              join event e on e.project_id = :p and e.id = b.id
              where b.project_id = :p and b.grouping = g.number)
          from grouping g
          where g.project_id = :p and g.number > ? order by g.number limit ?""");

  private static final Sql BODIES =
      Sql.of(
          """
          select b.number, e.occurrences, b.body
          from event_body b
          join event e on e.project_id = :p and e.id = b.id
          where b.project_id = :p and b.grouping = ? and b.number < ?
          order by b.number desc limit ?""");

  private final Database database;
  private final AuditTable audit;

  JdbcGroupingStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public GroupingStore by(Actor actor) {
    return new JdbcGroupingStore(database, actor);
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
  public StoredRules changeRules(
      long project, long after, Json rules, Map<Fingerprint, Long> owners, Author author) {
    return database.writeAgain(
        s -> {
          IssueActions.takeTurn(s, project);
          long current = current(s, project).map(StoredRules::version).orElse(0L);
          if (current != after) {
            throw new StoreConflictException("Version " + current + " is in force");
          }
          long version = after + 1;
          s.update(
              SAVE,
              project,
              List.of(version),
              (p, row) -> p.add(version).add(rules.text()).add(author.account()).add(author.at()));
          adopt(s, project, owners, author.at());
          audit.add(
              s,
              author.at(),
              Deed.in(project, AuditAction.GROUPING_RULES_CHANGED, version, "", ""));
          return new StoredRules(version, rules);
        });
  }

  private static void adopt(
      Session session, long project, Map<Fingerprint, Long> owners, Instant at) {
    EventTables events = new EventTables(session);
    Map<Fingerprint, Long> fresh = new TreeMap<>(owners);
    fresh.keySet().removeAll(events.groupings(project, owners.keySet()).keySet());
    fresh.values().retainAll(IssueActions.known(session, project, new TreeSet<>(fresh.values())));
    if (fresh.isEmpty()) {
      return;
    }
    long first = events.reserve(project, Sequence.GROUPING, fresh.size());
    List<NewGrouping> groupings = new ArrayList<>();
    fresh.forEach(
        (fingerprint, issue) ->
            groupings.add(new NewGrouping(first + groupings.size(), fingerprint, null, issue, at)));
    events.insertGroupings(project, groupings);
  }

  private static Optional<StoredRules> current(Session session, long project) {
    return session.one(
        RULES,
        project,
        (p, row) -> {},
        row -> new StoredRules(row.getLong(1), new Json(row.getString(2))));
  }

  @Override
  public List<GroupingRow> groupings(long project, long after, int limit) {
    return database.readAtLength(
        s ->
            s.query(
                GROUPINGS,
                project,
                (p, row) -> p.add(after).add((long) limit),
                row ->
                    new GroupingRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5))));
  }

  @Override
  public List<StoredBody> bodies(long project, long grouping, long before, int limit) {
    return database.readAtLength(
        s ->
            s.query(
                BODIES,
                project,
                (p, row) -> p.add(grouping).add(before).add((long) limit),
                row -> new StoredBody(row.getLong(1), row.getLong(2), row.getBytes(3))));
  }
}
