// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The statement of a list, for one project at a time; it walks an index in the list's order. */
final class IssueListSql {
  private static final String ALL =
      """
      select i.number, i.title, i.culprit, i.message, i.level, i.status, i.origin,
        i.count, i.users, i.first_seen, i.last_seen, i.latest_event
      from issue i
      where i.project_id = :p and i.latest_event is not null%s
      order by i.last_seen desc, i.number desc limit ?""";

  private static final String SLICE =
      """
      select i.number, i.title, i.culprit, i.message, i.level, i.status, i.origin,
        s.count, i.users, s.first_seen, s.last_seen, i.latest_event
      from issue_slice s
      join issue i on i.project_id = s.project_id and i.number = s.issue
      where s.project_id = :p and i.latest_event is not null
        and s.environment = ? and s.release = ?%s
      order by s.last_seen desc, s.issue desc limit ?""";

  private final IssueQuery query;
  private final Optional<String> environment;
  private final Optional<String> release;
  private final Sql sql;

  /** The statement of a query, in which an empty environment or release is none. */
  IssueListSql(IssueQuery query) {
    this.query = query;
    environment = query.environment().filter(text -> !text.isEmpty());
    release = query.release().filter(text -> !text.isEmpty());
    sql = Sql.of((sliced() ? SLICE : ALL).formatted(filters()));
  }

  /** What one project has for the page, and one more where the list goes on. */
  List<IssueRow> page(Session session, long project) {
    return session.query(
        sql, project, (p, row) -> bind(p, project), row -> IssueRows.read(project, row));
  }

  private boolean sliced() {
    return environment.isPresent() || release.isPresent();
  }

  private String filters() {
    String status = query.status().isPresent() ? " and i.status = ?" : " and i.status <> ?";
    String level = query.level().isPresent() ? " and i.level = ?" : "";
    String all = query.after().isPresent() ? " and (i.last_seen, i.number) < (?, ?)" : "";
    String slice = query.after().isPresent() ? " and (s.last_seen, s.issue) < (?, ?)" : "";
    return status + level + (sliced() ? slice : all);
  }

  private void bind(Params params, long project) throws SQLException {
    if (sliced()) {
      params.add(environment.orElse("")).add(release.orElse(""));
    }
    params.add(query.status().orElse(IssueStatus.ARCHIVED));
    if (query.level().isPresent()) {
      params.add(query.level().get());
    }
    if (query.after().isPresent()) {
      Place place = query.after().get();
      params.add(place.lastSeen()).add(numberAfter(place, project));
    }
    params.add(query.limit() + 1);
  }

  /**
   * Of the issues last seen at the place's time, those of a greater project precede the place and
   * those of a smaller one follow it.
   */
  private static long numberAfter(Place place, long project) {
    int order = Long.compare(project, place.issue().project());
    return order == 0 ? place.issue().number() : order < 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
  }
}
