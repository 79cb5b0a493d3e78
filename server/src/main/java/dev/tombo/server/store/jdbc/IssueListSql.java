// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.Condition;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueQuery.Sort;
import dev.tombo.server.store.IssueRow;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements of a list, for one project at a time. They find the page in the indexes of slices
 * alone and read only the page's issues.
 *
 * <p>What other tables must tell, such as texts and tags, is first asked of the issues that come
 * first in the order: what is true of many fills the page from them, and only what is true of few
 * is looked for everywhere, beginning with those whose text or tag is asked for.
 */
final class IssueListSql {
  /** How many come first in lists: 1 to 3 ms of work. */
  static final int NEAR = 1_000;

  private static final ConditionSql NONE = ConditionSql.ofTheOther(List.of());

  private final IssueQuery query;
  private final int nearest;
  private final Statement everywhere;
  private final Optional<Near> near;

  /**
   * A statement with what its parameters are made from.
   *
   * @param lead what it begins with, where that is not the slices
   * @param walk what is asked of the slices
   * @param beyond what is asked of each of those that a walk found
   */
  private record Statement(Sql sql, LeadSql lead, ConditionSql walk, ConditionSql beyond) {}

  /**
   * What is asked first.
   *
   * @param page what those that come first have for the page
   * @param size how many come first
   */
  private record Near(Statement page, Statement size) {}

  /**
   * The statements of a query, in which an empty environment or release is none.
   *
   * @param nearest among how many of the first is looked before it is looked everywhere
   */
  IssueListSql(IssueQuery query, int nearest) {
    this.query = query;
    this.nearest = nearest;
    everywhere = everywhere();
    near =
        query.conditions().stream().anyMatch(ConditionSql::looksBeyond)
            ? Optional.of(near())
            : Optional.empty();
  }

  /** A plus keeps SQLite from beginning with the sets instead, which may be larger. */
  private Statement everywhere() {
    LeadSql lead = new LeadSql(query.conditions());
    if (lead.isEmpty()) {
      ConditionSql walk = ConditionSql.ofSets("s.issue", query.conditions());
      return new Statement(page(slices("issue_slice s", walk)), lead, walk, NONE);
    }
    ConditionSql walk = ConditionSql.ofSets("+f.issue", lead.others());
    String from = "(%s) f cross join issue_slice s".formatted(lead.text());
    String slices = slices(from, walk) + "\n  and s.issue = f.issue";
    return new Statement(page(slices), lead, walk, NONE);
  }

  private Near near() {
    Map<Boolean, List<Condition>> parts =
        query.conditions().stream().collect(Collectors.partitioningBy(ConditionSql::looksBeyond));
    ConditionSql walk = ConditionSql.ofSets("s.issue", parts.getOrDefault(false, List.of()));
    ConditionSql beyond = ConditionSql.ofRows(parts.getOrDefault(true, List.of()));
    String first =
        "(%s\n  order by %s limit %d) s"
            .formatted(slices("issue_slice s", walk), orderBy(), nearest);
    Sql page = page("select * from %s where 1 = 1%s".formatted(first, beyond.text()));
    Sql size = Sql.of("select count(*) from %s".formatted(first));
    LeadSql none = new LeadSql(List.of());
    return new Near(new Statement(page, none, walk, beyond), new Statement(size, none, walk, NONE));
  }

  private Sql page(String slices) {
    return Sql.of(
        """
        select i.number, i.title, i.culprit, i.message, page.level, page.status, i.origin,
          page.count, i.users, page.first_seen, page.last_seen, i.latest_event
        from (%s
          order by %s limit ?) page
        join issue i on i.project_id = :p and i.number = page.issue"""
            .formatted(slices, orderBy()));
  }

  private String slices(String from, ConditionSql those) {
    return """
        select s.issue, s.status, s.level, s.count, s.first_seen, s.last_seen
          from %s
          where s.project_id = :p and s.environment = %s and s.release = %s%s%s"""
        .formatted(from, slice(query.environment()), slice(query.release()), those.text(), after());
  }

  /** The statement that looks everywhere. */
  Sql sql() {
    return everywhere.sql();
  }

  /** What one project has for the page, in no order, and one more where the list goes on. */
  List<IssueRow> page(Session session, long project) {
    if (near.isPresent()) {
      List<IssueRow> rows = rows(session, project, near.get().page());
      if (rows.size() > query.limit() || isAll(session, project, near.get().size())) {
        return rows;
      }
    }
    return rows(session, project, everywhere);
  }

  private List<IssueRow> rows(Session session, long project, Statement statement) {
    return session.query(
        statement.sql(),
        project,
        (p, row) -> {
          bind(p, project, statement);
          p.add(query.limit() + 1L);
        },
        row -> IssueRows.read(project, row));
  }

  private boolean isAll(Session session, long project, Statement size) {
    return session
        .one(
            size.sql(),
            project,
            (p, row) -> bind(p, project, size),
            row -> row.getLong(1) < nearest)
        .orElseThrow();
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

  private String orderBy() {
    String direction = query.descending() ? " desc" : " asc";
    return columns(query.sort()).stream()
        .map(name -> name + direction)
        .collect(Collectors.joining(", "));
  }

  /** All of it is said as such, so that the indexes of totals are found. */
  private static String slice(Optional<String> of) {
    return of.isPresent() ? "?" : "''";
  }

  private String after() {
    if (query.after().isEmpty()) {
      return "";
    }
    List<String> columns = columns(query.sort());
    return "\n  and (%s) %s (%s)"
        .formatted(
            String.join(", ", columns),
            query.descending() ? "<" : ">",
            columns.size() == 2 ? "?, ?" : "?, ?, ?");
  }

  private void bind(Params params, long project, Statement statement) throws SQLException {
    statement.lead().bind(params);
    if (query.environment().isPresent()) {
      params.add(query.environment().get());
    }
    if (query.release().isPresent()) {
      params.add(query.release().get());
    }
    statement.walk().bind(params);
    if (query.after().isPresent()) {
      Place place = query.after().get();
      if (query.sort() != Sort.LAST_SEEN) {
        params.add(place.key());
      }
      params.add(place.lastSeen()).add(numberAt(place, project));
    }
    statement.beyond().bind(params);
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
