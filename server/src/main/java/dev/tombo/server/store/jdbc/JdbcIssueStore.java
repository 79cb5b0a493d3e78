// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.IssueStore;
import dev.tombo.server.store.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Issues: their rows, and their slices where an environment or a release is asked for. */
final class JdbcIssueStore implements IssueStore {
  private static final Comparator<IssueRow> ORDER =
      Comparator.comparing(IssueRow::lastSeen)
          .thenComparingLong(row -> row.id().project())
          .thenComparingLong(row -> row.id().number())
          .reversed();

  private static final Sql ONE =
      Sql.of(
          """
          select i.number, i.title, i.culprit, i.message, i.level, i.status, i.origin,
            i.count, i.users, i.first_seen, i.last_seen, i.latest_event
          from issue i
          where i.project_id = :p and i.number = ? and i.latest_event is not null""");

  private static final Sql FINGERPRINTS =
      Sql.of(
          """
          select fingerprint from grouping
          where project_id = :p and issue = ? order by number""");

  private final Database database;

  JdbcIssueStore(Database database) {
    this.database = database;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each project is asked for a page by its own index and the pages are merged: one statement
   * over several projects would read and sort all their issues.
   */
  @Override
  public Page<IssueRow> list(IssueQuery query) {
    var list = new IssueListSql(query);
    return database.read(
        s -> {
          List<IssueRow> rows = new ArrayList<>();
          for (long project : query.projects().stream().distinct().toList()) {
            rows.addAll(list.page(s, project));
          }
          rows.sort(ORDER);
          boolean more = rows.size() > query.limit();
          List<IssueRow> page = more ? rows.subList(0, query.limit()) : rows;
          return new Page<>(IssueRows.withEnvironments(s, page), more);
        });
  }

  @Override
  public Optional<IssueRow> find(IssueId id) {
    return database.read(
        s -> {
          List<IssueRow> found =
              s.query(
                  ONE,
                  id.project(),
                  (p, row) -> p.add(id.number()),
                  row -> IssueRows.read(id.project(), row));
          return IssueRows.withEnvironments(s, found).stream().findFirst();
        });
  }

  @Override
  public List<Fingerprint> fingerprints(IssueId id) {
    return database.read(
        s ->
            s.query(
                FINGERPRINTS,
                id.project(),
                (p, row) -> p.add(id.number()),
                row -> new Fingerprint(row.getString(1))));
  }
}
