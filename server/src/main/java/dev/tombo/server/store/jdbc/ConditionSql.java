// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Level;
import dev.tombo.server.store.Condition;
import dev.tombo.server.store.Condition.Comparison;
import dev.tombo.server.store.Condition.Contains;
import dev.tombo.server.store.Condition.Counts;
import dev.tombo.server.store.Condition.FirstSeenBefore;
import dev.tombo.server.store.Condition.HasLevel;
import dev.tombo.server.store.Condition.HasStatus;
import dev.tombo.server.store.Condition.InEnvironment;
import dev.tombo.server.store.Condition.InRelease;
import dev.tombo.server.store.Condition.LastSeenUntil;
import dev.tombo.server.store.Condition.Not;
import dev.tombo.server.store.Condition.SeenSince;
import dev.tombo.server.store.Condition.Tagged;
import dev.tombo.server.store.Condition.Where;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions as SQL about the row {@code s} of {@code issue_slice}, with the values of their
 * parameters. What other tables say is a set of issues, read once whatever the row is, or asked of
 * each row, which is for the few rows of a walk.
 */
final class ConditionSql {
  private static final String TEXT =
      """
      select b.issue from issue_text b
      where b.project_id = :p and b.text like ? escape '!'""";

  private static final String ENVIRONMENT =
      """
      select b.issue from issue_slice b
      where b.project_id = :p and b.environment = ? and b.release = ''""";

  private static final String RELEASE =
      """
      select b.issue from issue_slice b
      where b.project_id = :p and b.environment = '' and b.release = ?""";

  private static final String TAG_VALUE =
      """
      select b.issue from tag_value v
      join grouping b on b.project_id = v.project_id and b.number = v.grouping
      where v.project_id = :p and v.key = ? and v.value = ?""";

  private static final String TAG_KEY =
      """
      select b.issue from tag_key k
      join grouping b on b.project_id = k.project_id and b.number = k.grouping
      where k.project_id = :p and k.key = ?""";

  private final boolean rowByRow;
  private final StringBuilder text = new StringBuilder();
  private final List<Value> values = new ArrayList<>();

  private ConditionSql(boolean rowByRow) {
    this.rowByRow = rowByRow;
  }

  /** What all of some conditions say, each after an {@code and}. */
  static ConditionSql of(List<Condition> conditions) {
    return of(conditions, false);
  }

  /** The same for few rows, of each of which other tables are asked. */
  static ConditionSql rowByRow(List<Condition> conditions) {
    return of(conditions, true);
  }

  private static ConditionSql of(List<Condition> conditions, boolean rowByRow) {
    var sql = new ConditionSql(rowByRow);
    for (Condition condition : conditions) {
      sql.text.append("\n  and ");
      sql.add(condition);
    }
    return sql;
  }

  /** Whether a condition needs more than the row. */
  static boolean looksBeyond(Condition condition) {
    return switch (condition) {
      case Contains one -> one.where() != Where.LEVEL;
      case InEnvironment one -> true;
      case InRelease one -> true;
      case Tagged one -> true;
      case Not one -> looksBeyond(one.other());
      default -> false;
    };
  }

  String text() {
    return text.toString();
  }

  void bind(Params params) throws SQLException {
    for (Value value : values) {
      value.add(params);
    }
  }

  private void add(Condition condition) {
    switch (condition) {
      case HasStatus one -> add("s.status = ?", p -> p.add(one.status()));
      case HasLevel one -> add("s.level = ?", p -> p.add(one.level()));
      case Contains one -> add(one);
      case InEnvironment one -> add(isAmong(ENVIRONMENT), p -> p.add(one.environment()));
      case InRelease one -> add(isAmong(RELEASE), p -> p.add(one.release()));
      case Tagged one -> addTag(one.key(), one.value());
      case Counts one -> add("s.count " + sign(one.comparison()) + " ?", p -> p.add(one.number()));
      case SeenSince one -> add("s.last_seen >= ?", p -> p.add(one.time()));
      case LastSeenUntil one -> add("s.last_seen <= ?", p -> p.add(one.time()));
      case FirstSeenBefore one -> add("s.first_seen < ?", p -> p.add(one.time()));
      case Not one -> {
        text.append("not (");
        add(one.other());
        text.append(')');
      }
    }
  }

  private void add(String sql, Value value) {
    text.append(sql);
    values.add(value);
  }

  /** Whether the row's issue is among the {@code b.issue} of a select. */
  private String isAmong(String issues) {
    return rowByRow
        ? "exists (" + issues + " and b.issue = s.issue)"
        : "s.issue in (" + issues + ")";
  }

  private void addTag(String key, Optional<String> value) {
    add(isAmong(value.isPresent() ? TAG_VALUE : TAG_KEY), p -> p.add(key));
    value.ifPresent(known -> values.add(p -> p.add(known)));
  }

  private void add(Contains contains) {
    String folded = TextTable.fold(contains.text());
    Where where = contains.where();
    List<String> parts = new ArrayList<>();
    if (where == Where.ANYWHERE || where == Where.LEVEL) {
      for (Level level : Level.values()) {
        if (level.wireName().contains(folded)) {
          parts.add("s.level = ?");
          values.add(p -> p.add(level));
        }
      }
    }
    pattern(where, contains.text())
        .ifPresent(
            pattern -> {
              parts.add(isAmong(TEXT));
              values.add(p -> p.add(pattern));
            });
    text.append(parts.isEmpty() ? "1 = 0" : "(" + String.join(" or ", parts) + ")");
  }

  /** By what a text is found; empty where only levels are looked at. */
  private static Optional<String> pattern(Where where, String text) {
    return switch (where) {
      case ANYWHERE -> Optional.of(TextTable.anywhere(text));
      case DESCRIPTION -> Optional.of(TextTable.inDescription(text));
      case ORIGIN -> Optional.of(TextTable.inOrigin(text));
      case LEVEL -> Optional.empty();
    };
  }

  private static String sign(Comparison comparison) {
    return switch (comparison) {
      case LESS -> "<";
      case AT_MOST -> "<=";
      case EXACTLY -> "=";
      case AT_LEAST -> ">=";
      case MORE -> ">";
    };
  }

  /** Sets the parameter of a condition. */
  @FunctionalInterface
  private interface Value {
    void add(Params params) throws SQLException;
  }
}
