// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tables hold, read past the server in one transaction.
 *
 * @param events occurrences by id; those of an id that is there twice are added up
 * @param doubled the ids that are there more than once
 * @param bodies the ids whose body is kept where the event's row says
 * @param batches the batches whose discards were counted
 * @param counters by key, as {@code Expected} has them
 */
record Ledger(
    Map<String, Long> events,
    List<String> doubled,
    List<String> bodies,
    List<String> batches,
    Map<String, Long> counters) {
  private static final String OF_ISSUE =
      " x join grouping g on g.project_id = x.project_id and g.number = x.grouping"
          + " join issue i on i.project_id = g.project_id and i.number = g.issue ";

  private static final String TOTALS =
      " from issue i join issue_slice x on x.project_id = i.project_id and x.issue = i.number"
          + " and x.environment = '' and x.release = ''";

  /** Each one's last column is a number and the others are its key. */
  private static final List<String> COUNTERS =
      List.of(
          "select 'issues', count(*) from issue where latest_event is not null",
          "select 'issue', i.title, x.count" + TOTALS,
          "select 'users', title, users from issue",
          "select 'first seen', i.title, x.first_seen" + TOTALS,
          "select 'last seen', i.title, x.last_seen" + TOTALS,
          "select 'latest event unknown', title, 1 from issue where not exists"
              + " (select 1 from event e where e.project_id = issue.project_id"
              + " and e.id = issue.latest_event)",
          "select 'event numbers', count(distinct number) from event",
          "select 'occurrences', i.title, sum(x.occurrences) from event"
              + OF_ISSUE
              + "group by i.title",
          "select 'hour', i.title, x.hour, x.environment, x.release, x.count from grouping_hour"
              + OF_ISSUE,
          "select 'slice', i.title, x.environment, x.release, x.count from issue_slice x"
              + " join issue i on i.project_id = x.project_id and i.number = x.issue"
              + " where x.environment <> '' or x.release <> ''",
          "select 'tag', i.title, x.key, x.value, x.count from tag_value" + OF_ISSUE,
          "select 'user rows', i.title, count(*) from grouping_user"
              + OF_ISSUE
              + "group by i.title",
          "select 'value', kind, value, count from project_value",
          "select 'lost', reason, sum(count) from ledger where outcome in (2, 4) group by reason",
          "select 'accepted', sum(count) from ledger where outcome = 0 having count(*) > 0",
          "select 'folded', sum(count) from ledger where outcome = 3 having count(*) > 0");

  /** Reads a database with one project. */
  static Ledger read(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      Map<String, Long> events = new LinkedHashMap<>();
      List<String> doubled = new ArrayList<>();
      for (List<String> row : rows(connection, "select id, occurrences from event")) {
        if (events.merge(row.get(0), Long.parseLong(row.get(1)), Long::sum)
            != Long.parseLong(row.get(1))) {
          doubled.add(row.get(0));
        }
      }
      List<String> bodies =
          column(
              connection,
              "select b.id from event_body b join event e on e.project_id = b.project_id"
                  + " and e.id = b.id and e.grouping = b.grouping and e.number = b.number");
      List<String> batches = column(connection, "select id from batch");
      return new Ledger(events, doubled, bodies, batches, counters(connection));
    } finally {
      connection.rollback();
    }
  }

  private static Map<String, Long> counters(Connection connection) throws SQLException {
    Map<String, Long> counters = new HashMap<>();
    for (String sql : COUNTERS) {
      for (List<String> row : rows(connection, sql)) {
        List<String> key = row.subList(0, row.size() - 1);
        counters.merge(String.join("|", key), Long.parseLong(row.getLast()), Long::sum);
      }
    }
    return counters;
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    return rows(connection, sql).stream().map(List::getFirst).toList();
  }

  /** Rows as texts; bytes in hex. */
  static List<List<String>> rows(Connection connection, String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      ResultSetMetaData columns = results.getMetaData();
      while (results.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          Object value = results.getObject(i);
          row.add(
              value instanceof byte[] bytes
                  ? HexFormat.of().formatHex(bytes)
                  : String.valueOf(value));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
