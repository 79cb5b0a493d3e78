// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Statements that remove a bounded number of rows, so that no transaction takes long. */
final class RetentionSql {
  /** The tables whose rows hang on a grouping, each with the rest of its key. */
  private static final Map<String, String> OF_GROUPING =
      new TreeMap<>(
          Map.of(
              "event_body", "number",
              "grouping_hour", "hour, environment, release",
              "grouping_user", "user_hash",
              "tag_key", "key",
              "tag_value", "key, value"));

  /** The other project tables, each with the rest of its key. */
  private static final Map<String, String> OF_PROJECT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("activity", "number"),
              Map.entry("batch", "id"),
              Map.entry("deleted_grouping", "number"),
              Map.entry("dictionary", "id"),
              Map.entry("erasure", "number"),
              Map.entry("erasure_issue", "erasure, issue"),
              Map.entry("event", "id"),
              Map.entry("grouping", "number"),
              Map.entry("grouping_move", "activity, grouping"),
              Map.entry("grouping_rules", "version"),
              Map.entry("issue", "number"),
              Map.entry("issue_tag", "issue, key, value"),
              Map.entry("issue_slice", "issue, release, environment"),
              Map.entry("issue_text", "issue"),
              Map.entry("ledger", "outcome, hour, token, reason"),
              Map.entry("project_seq", "name"),
              Map.entry("project_value", "kind, value"),
              Map.entry("scrubbing_rules", "version"),
              Map.entry("token_use", "token")));

  private RetentionSql() {}

  /** One for each table whose rows hang on a grouping; takes the grouping twice and how many. */
  static List<Sql> ofGrouping() {
    List<Sql> all = new ArrayList<>();
    OF_GROUPING.forEach(
        (table, key) -> all.add(delete(table, key, "project_id = :p and grouping = ?")));
    return all;
  }

  /** For the table whose rows hang on an issue; takes the issue twice and how many. */
  static Sql ofIssue() {
    return delete("issue_tag", "key, value", "project_id = :p and issue = ?");
  }

  /** One for each project table; takes how many. */
  static List<Sql> ofProject() {
    List<Sql> all = new ArrayList<>();
    OF_GROUPING.forEach(
        (table, key) -> all.add(delete(table, "grouping, " + key, "project_id = :p")));
    OF_PROJECT.forEach((table, key) -> all.add(delete(table, key, "project_id = :p")));
    return all;
  }

  private static Sql delete(String table, String key, String where) {
    return Sql.of(
        """
        delete from %s where %s and (%s) in (select %s from %s where %s limit ?)"""
            .formatted(table, where, key, key, table, where));
  }
}
