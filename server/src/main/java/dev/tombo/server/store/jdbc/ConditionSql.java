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
import java.util.stream.Stream;

/**
 * Conditions as SQL about the row {@code s} of {@code issue_slice}, with the values of their
 * parameters. What rows {@code b} of other tables say is asked in one of several ways.
 */
final class ConditionSql {
  private static final String TEXT = "b.text like ? escape '!' and b.text like ? escape '!'";
  private static final String TAG = "b.key = ? and b.value = ?";
  private static final String ENVIRONMENT = "b.environment = ? and b.release = ''";
  private static final String RELEASE = "b.environment = '' and b.release = ?";

  private final Asking asking;
  private final StringBuilder text = new StringBuilder();
  private final List<Value> values = new ArrayList<>();

  private ConditionSql(Asking asking) {
    this.asking = asking;
  }

  /**
   * What all of some conditions say, each after an {@code and}. A set of issues is read once from
   * each other table, and the row's looked for in it.
   *
   * @param issue the row's issue
   */
  static ConditionSql ofSets(String issue, List<Condition> conditions) {
    return of(
        (table, condition) ->
            "%s in (select b.issue from %s b where b.project_id = :p and %s)"
                .formatted(issue, table, condition),
        conditions);
  }

  /** The same for few rows, of each of which other tables are asked. */
  static ConditionSql ofRows(List<Condition> conditions) {
    return of(
        (table, condition) ->
            "exists (select 1 from %s b where b.project_id = :p and b.issue = s.issue and %s)"
                .formatted(table, condition),
        conditions);
  }

  /** The same where the row {@code b} is the other table's, which all the conditions are about. */
  static ConditionSql ofTheOther(List<Condition> conditions) {
    return of((table, condition) -> condition, conditions);
  }

  private static ConditionSql of(Asking asking, List<Condition> conditions) {
    var sql = new ConditionSql(asking);
    for (Condition condition : conditions) {
      sql.text.append("\n  and ");
      sql.add(condition);
    }
    return sql;
  }

  /** Whether a condition is about an issue's text alone. */
  static boolean isOfText(Condition condition) {
    return switch (condition) {
      case Contains one -> one.where() != Where.LEVEL && levels(one).isEmpty();
      case Not one -> isOfText(one.other());
      default -> false;
    };
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
      case InEnvironment one ->
          add(asking.of("issue_slice", ENVIRONMENT), p -> p.add(one.environment()));
      case InRelease one -> add(asking.of("issue_slice", RELEASE), p -> p.add(one.release()));
      case Tagged one ->
          add(
              asking.of("issue_tag", TAG),
              p -> p.add(one.key()).add(one.value().orElse(IssueTagTable.ANY)));
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

  private void add(Contains contains) {
    List<String> parts = new ArrayList<>();
    for (Level level : levels(contains)) {
      parts.add("s.level = ?");
      values.add(p -> p.add(level));
    }
    pattern(contains.where(), contains.text())
        .ifPresent(
            pattern -> {
              parts.add(asking.of("issue_text", TEXT));
              values.add(p -> p.add(TextTable.seldomOf(contains.text())).add(pattern));
            });
    text.append(parts.isEmpty() ? "1 = 0" : "(" + String.join(" or ", parts) + ")");
  }

  /** The levels that are found by a text. */
  private static List<Level> levels(Contains contains) {
    if (contains.where() != Where.ANYWHERE && contains.where() != Where.LEVEL) {
      return List.of();
    }
    String folded = TextTable.fold(contains.text());
    return Stream.of(Level.values()).filter(l -> l.wireName().contains(folded)).toList();
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

  /** What another table's rows {@code b} must say, as a condition about the row. */
  @FunctionalInterface
  private interface Asking {
    String of(String table, String condition);
  }

  /** Sets the parameter of a condition. */
  @FunctionalInterface
  private interface Value {
    void add(Params params) throws SQLException;
  }
}
