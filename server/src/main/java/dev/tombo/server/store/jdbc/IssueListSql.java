// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueQuery.Sort;
import dev.tombo.server.store.IssueRow;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/**
 * The statement of a list, for one project at a time. It finds the page in the index of slices
 * alone, which it walks in the default order, and sorts in another; only the page's issues are
 * read.
 */
final class IssueListSql {
  private final IssueQuery query;
  private final ConditionSql conditions;
  private final Sql sql;

  /** The statement of a query, in which an empty environment or release is none. */
  IssueListSql(IssueQuery query) {
    this.query = query;
    conditions = ConditionSql.of(query.conditions());
    List<String> columns = columns(query.sort());
    String direction = query.descending() ? " desc" : " asc";
    String order = String.join(", ", columns.stream().map(name -> name + direction).toList());
    sql =
        Sql.of(
            """
            select i.number, i.title, i.culprit, i.message, page.level, page.status, i.origin,
              page.count, i.users, page.first_seen, page.last_seen, i.latest_event
            from (
              select s.issue, s.status, s.level, s.count, s.first_seen, s.last_seen
              from issue_slice s
              where s.project_id = :p and s.environment = ? and s.release = ?%s%s
              order by %s limit ?) page
            join issue i on i.project_id = :p and i.number = page.issue"""
                .formatted(conditions.text(), after(columns), order));
  }

  /** The statement. */
  Sql sql() {
    return sql;
  }

  /** What one project has for the page, in no order, and one more where the list goes on. */
  List<IssueRow> page(Session session, long project) {
    return session.query(
        sql, project, (p, row) -> bind(p, project), row -> IssueRows.read(project, row));
  }

  /** The order of the list. */
  Comparator<IssueRow> order() {
    Comparator<IssueRow> ascending =
        Comparator.comparingLong((IssueRow row) -> query.sort().key(row))
            .thenComparing(IssueRow::lastSeen)
            .thenComparingLong(row -> row.id().project())
            .thenComparingLong(row -> row.id().number());
    return query.descending() ? ascending.reversed() : ascending;
  }

  private static List<String> columns(Sort sort) {
    return switch (sort) {
      case LAST_SEEN -> List.of("s.last_seen", "s.issue");
      case FIRST_SEEN -> List.of("s.first_seen", "s.last_seen", "s.issue");
      case COUNT -> List.of("s.count", "s.last_seen", "s.issue");
      case LEVEL -> List.of("s.level", "s.last_seen", "s.issue");
    };
  }

  private String after(List<String> columns) {
    if (query.after().isEmpty()) {
      return "";
    }
    return "\n  and (%s) %s (%s)"
        .formatted(
            String.join(", ", columns),
            query.descending() ? "<" : ">",
            columns.size() == 2 ? "?, ?" : "?, ?, ?");
  }

  private void bind(Params params, long project) throws SQLException {
    params.add(query.environment().orElse("")).add(query.release().orElse(""));
    conditions.bind(params);
    if (query.after().isPresent()) {
      Place place = query.after().get();
      if (query.sort() != Sort.LAST_SEEN) {
        params.add(place.key());
      }
      params.add(place.lastSeen()).add(numberAt(place, project));
    }
    params.add(query.limit() + 1L);
  }

  /**
   * Of the issues that are sorted like the place's, all of a greater project have greater numbers
   * than it, so to say, and all of a smaller one smaller.
   */
  private static long numberAt(Place place, long project) {
    int order = Long.compare(project, place.issue().project());
    return order == 0 ? place.issue().number() : order < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
  }
}
