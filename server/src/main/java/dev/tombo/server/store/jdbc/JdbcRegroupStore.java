// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.RegroupStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Regrouping, each act in one transaction. */
final class JdbcRegroupStore implements RegroupStore {
  private static final Sql ACTIVITIES =
      Sql.of(
          """
          select a.number, a.at, a.kind, a.account, a.detail, a.undone_by,
            (select count(*) from grouping_move m
              where m.project_id = :p and m.activity = a.number)
          from activity a
          where a.project_id = :p and a.issue = ? and a.number < ?
          order by a.number desc limit ?""");

  private final Database database;

  JdbcRegroupStore(Database database) {
    this.database = database;
  }

  @Override
  public void merge(IssueId into, Collection<Long> others, Describer describer, Author author) {
    var unused =
        database.writeAgain(
            s -> {
              new Regrouping(s, into.project(), describer, author).merge(into.number(), others);
              return true;
            });
  }

  @Override
  public IssueId split(
      IssueId issue, Collection<Fingerprint> fingerprints, Describer describer, Author author) {
    return database.writeAgain(
        s ->
            new IssueId(
                issue.project(),
                new Regrouping(s, issue.project(), describer, author)
                    .split(issue.number(), fingerprints)));
  }

  @Override
  public void undo(IssueId issue, long activity, Describer describer, Author author) {
    var unused =
        database.writeAgain(
            s -> {
              new Regrouping(s, issue.project(), describer, author).undo(issue.number(), activity);
              return true;
            });
  }

  @Override
  public Page<ActivityRow> activities(IssueId issue, OptionalLong before, int limit) {
    List<ActivityRow> rows =
        database.read(
            s ->
                s.query(
                    ACTIVITIES,
                    issue.project(),
                    (p, row) ->
                        p.add(issue.number()).add(before.orElse(Long.MAX_VALUE)).add(limit + 1L),
                    JdbcRegroupStore::read));
    boolean more = rows.size() > limit;
    return new Page<>(more ? rows.subList(0, limit) : rows, more);
  }

  private static ActivityRow read(ResultSet row) throws SQLException {
    long account = row.getLong(4);
    boolean nobody = row.wasNull();
    long undoneBy = row.getLong(6);
    boolean standing = row.wasNull();
    return new ActivityRow(
        row.getLong(1),
        Instant.ofEpochMilli(row.getLong(2)),
        row.getString(3),
        nobody ? null : Long.valueOf(account),
        row.getString(5),
        row.getLong(7) > 0,
        standing ? null : Long.valueOf(undoneBy));
  }
}
