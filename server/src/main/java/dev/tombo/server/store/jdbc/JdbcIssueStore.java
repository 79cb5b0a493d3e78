// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.IssueAction;
import dev.tombo.server.model.IssueId;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueRow;
import dev.tombo.server.store.IssueStore;
import dev.tombo.server.store.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Issues: their rows, each with the slice that is asked for. */
final class JdbcIssueStore implements IssueStore {
  private static final Sql ONE =
      Sql.of(
          """
          select i.number, i.title, i.culprit, i.message, s.level, s.status, i.origin,
            s.count, i.users, s.first_seen, s.last_seen, i.latest_event
          from issue i
          join issue_slice s on s.project_id = i.project_id and s.issue = i.number
            and s.environment = '' and s.release = ''
          where i.project_id = :p and i.number = ?""");

  private static final Sql FINGERPRINTS =
      Sql.of(
          """
          select fingerprint from grouping
          where project_id = :p and issue = ? order by number""");

  private static final Sql HOURS =
      Sql.of(
          """
          select h.hour, sum(h.count)
          from grouping g
          join grouping_hour h on h.project_id = g.project_id and h.grouping = g.number
          where g.project_id = :p and g.issue = ? and h.hour >= ? and h.hour < ?
          group by h.hour""");

  private final Database database;
  private final int near;

  JdbcIssueStore(Database database, int near) {
    this.database = database;
    this.near = near;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each project is asked for a page by its own index and the pages are merged: one statement
   * over several projects would read and sort all their issues.
   */
  @Override
  public Page<IssueRow> list(IssueQuery query) {
    var list = new IssueListSql(query, near);
    return database.readAtLength(
        s -> {
          List<IssueRow> rows = new ArrayList<>();
          for (long project : query.projects().stream().distinct().toList()) {
            rows.addAll(list.page(s, project));
          }
          rows.sort(list.order());
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

  @Override
  public Map<IssueId, SortedMap<Long, Long>> hours(Collection<IssueId> ids, long from, long to) {
    return database.read(
        s -> {
          Map<IssueId, SortedMap<Long, Long>> hours = new HashMap<>();
          for (IssueId id : ids) {
            hours.computeIfAbsent(id, one -> hours(s, one, from, to));
          }
          return hours;
        });
  }

  private static SortedMap<Long, Long> hours(Session session, IssueId id, long from, long to) {
    var hours = new TreeMap<Long, Long>();
    session
        .query(
            HOURS,
            id.project(),
            (p, row) -> p.add(id.number()).add(from).add(to),
            row -> Map.entry(row.getLong(1), row.getLong(2)))
        .forEach(hour -> hours.put(hour.getKey(), hour.getValue()));
    return hours;
  }

  @Override
  public Map<Long, ActionOutcome> act(
      long project, Collection<Long> issues, IssueAction action, long account, Instant at) {
    return database.writeAgain(s -> new IssueActions(s, project, account, at).act(action, issues));
  }
}
