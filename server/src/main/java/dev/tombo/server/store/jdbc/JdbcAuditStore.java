// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.store.AuditStore;
import dev.tombo.server.store.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The audit log in its table. */
final class JdbcAuditStore implements AuditStore {
  /** Walks the log from the newest entry until it has enough of what is asked for. */
  private static final Sql ENTRIES =
      Sql.of(
          """
          select id, at, action, account, actor, address, project, subject, name, detail
          from audit
          where id < ? and at >= ? and at < ?
            and action = coalesce(?, action)
            and coalesce(account, 0) = coalesce(?, account, 0)
            and coalesce(project, 0) = coalesce(?, project, 0)
          order by id desc limit ?""");

  private final Database database;

  JdbcAuditStore(Database database) {
    this.database = database;
  }

  @Override
  public Page<AuditEntry> entries(AuditQuery query, OptionalLong before, int limit) {
    Params.Binder<Session> values =
        (p, row) ->
            p.add(before.orElse(Long.MAX_VALUE))
                .add(query.since().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE).longValue())
                .add(query.until().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE).longValue())
                .add(query.action().map(AuditAction::name).orElse(null))
                .add(AuditTable.orNull(query.account()))
                .add(AuditTable.orNull(query.project()))
                .add(limit + 1L);
    List<AuditEntry> found =
        database.readAtLength(s -> s.query(ENTRIES, 0, values, JdbcAuditStore::read));
    boolean more = found.size() > limit;
    return new Page<>(more ? found.subList(0, limit) : found, more);
  }

  private static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        new Actor(
            ProjectRows.number(row, 4), row.getString(5), Optional.ofNullable(row.getString(6))),
        new Deed(
            AuditAction.valueOf(row.getString(3)),
            ProjectRows.number(row, 7),
            row.getLong(8),
            row.getString(9),
            row.getString(10)));
  }
}
