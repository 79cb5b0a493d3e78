// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.RetentionStore;
import dev.tombo.server.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Removes what deleted issues and projects left behind, a project and a table at a time. */
final class JdbcRetentionStore implements RetentionStore {
  private static final Logger LOG = Logger.getLogger(JdbcRetentionStore.class.getName());

  /** So long a node may still write to a project whose token it remembers. */
  private static final Duration AFTERMATH = Duration.ofMinutes(1);

  private static final Sql PROJECTS =
      Sql.of("select id from project union all select id from deleted_project");

  private static final Sql GROUPING =
      Sql.of("select number, issue from deleted_grouping where project_id = :p limit 1");

  private static final Sql GROUPING_DONE =
      Sql.of("delete from deleted_grouping where project_id = :p and number = ?");

  private static final Sql DELETED = Sql.of("select id, deleted_at from deleted_project");

  private static final Sql PROJECT_DONE = Sql.of("delete from deleted_project where id = ?");

  private final Database database;

  JdbcRetentionStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean removeDeleted(int rows, Instant now) {
    boolean more = false;
    for (Deleted deleted : database.read(s -> s.query(DELETED, 0, (p, row) -> {}, Deleted::read))) {
      more |= attempt(deleted.project, () -> removeProject(deleted, rows, now));
    }
    for (long project :
        database.read(s -> s.query(PROJECTS, 0, (p, row) -> {}, row -> row.getLong(1)))) {
      more |= attempt(project, () -> removeGrouping(project, rows));
    }
    return more;
  }

  /** What fails in one project is tried again at the next call, and stops no other's. */
  private static boolean attempt(long project, BooleanSupplier removal) {
    try {
      return removal.getAsBoolean();
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING,
          "what project {0} deleted cannot be removed now: {1}",
          new Object[] {Long.toString(project), e.getMessage()});
      return false;
    }
  }

  private boolean removeProject(Deleted deleted, int rows, Instant now) {
    boolean removed = false;
    for (Sql sql : RetentionSql.ofProject()) {
      removed |= remove(sql, deleted.project, (p, row) -> p.add((long) rows));
    }
    if (!removed && deleted.at.plus(AFTERMATH).isBefore(now)) {
      remove(PROJECT_DONE, 0, (p, row) -> p.add(deleted.project));
    }
    return removed;
  }

  private boolean removeGrouping(long project, int rows) {
    Optional<Map.Entry<Long, Long>> grouping =
        database.read(
            s ->
                s.one(
                    GROUPING,
                    project,
                    (p, row) -> {},
                    row -> Map.entry(row.getLong(1), row.getLong(2))));
    if (grouping.isEmpty()) {
      return false;
    }
    long number = grouping.get().getKey();
    long issue = grouping.get().getValue();
    boolean removed =
        remove(
            RetentionSql.ofIssue(), project, (p, row) -> p.add(issue).add(issue).add((long) rows));
    for (Sql sql : RetentionSql.ofGrouping()) {
      removed |= remove(sql, project, (p, row) -> p.add(number).add(number).add((long) rows));
    }
    if (!removed) {
      remove(GROUPING_DONE, project, (p, row) -> p.add(number));
    }
    return true;
  }

  private boolean remove(Sql sql, long project, Params.Binder<Long> binder) {
    return database.writeAgain(s -> s.update(sql, project, List.of(project), binder)) > 0;
  }

  /** A project that is gone, and since when. */
  private record Deleted(long project, Instant at) {
    private static Deleted read(ResultSet row) throws SQLException {
      return new Deleted(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)));
    }
  }
}
