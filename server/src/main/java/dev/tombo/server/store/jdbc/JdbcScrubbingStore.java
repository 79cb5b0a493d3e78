// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.Json;
import dev.tombo.server.store.GroupingStore.StoredRules;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.ScrubbingStore;
import dev.tombo.server.store.StoreConflictException;
import java.util.List;
import java.util.Optional;

/** Rules of scrubbing in their table. */
final class JdbcScrubbingStore implements ScrubbingStore {
  private static final Sql RULES =
      Sql.of(
          """
          select version, rules from scrubbing_rules
          where project_id = :p and version > 0 order by version desc limit 1""");

  private static final Sql SAVE =
      Sql.of(
          """
          insert into scrubbing_rules (project_id, version, rules, account, created_at)
          values (:p, ?, ?, ?, ?)""");

  private final Database database;
  private final AuditTable audit;

  JdbcScrubbingStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public ScrubbingStore by(Actor actor) {
    return new JdbcScrubbingStore(database, actor);
  }

  @Override
  public Optional<StoredRules> rules(long project) {
    return database.read(s -> current(s, project));
  }

  @Override
  public StoredRules change(long project, long after, Json rules, Author author) {
    return database.write(
        s -> {
          ProjectRows.require(s, project);
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
          audit.add(
              s,
              author.at(),
              Deed.in(project, AuditAction.SCRUBBING_RULES_CHANGED, version, "", ""));
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
}
