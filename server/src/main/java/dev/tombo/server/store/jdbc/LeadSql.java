// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.Condition;
import dev.tombo.server.store.Condition.Not;
import dev.tombo.server.store.Condition.Tagged;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The issues that a list begins with when it looks everywhere: those with the texts and tags that
 * are asked for, as SQL with the values of its parameters. Tables of both are in the order of
 * issues, so that SQLite merges what they answer as it comes.
 */
final class LeadSql {
  private static final String ALL = "select b.number issue from issue b where b.project_id = :p";

  private final StringBuilder text = new StringBuilder();
  private final List<ConditionSql> parts = new ArrayList<>();
  private final List<Condition> others;

  /** What conditions say of texts and tags; nothing leads if they say nothing. */
  LeadSql(List<Condition> conditions) {
    others = new ArrayList<>(conditions);
    List<Condition> texts = conditions.stream().filter(ConditionSql::isOfText).toList();
    if (!texts.isEmpty()) {
      add("", "issue_text", texts, texts);
    }
    for (Condition one : conditions) {
      if (one instanceof Tagged) {
        add("\n  intersect ", "issue_tag", List.of(one), List.of(one));
      }
    }
    for (Condition one : conditions) {
      if (one instanceof Not not && not.other() instanceof Tagged tagged) {
        if (parts.isEmpty()) {
          text.append(ALL);
          parts.add(ConditionSql.ofTheOther(List.of()));
        }
        add("\n  except ", "issue_tag", List.of(tagged), List.of(one));
      }
    }
  }

  private void add(String how, String table, List<Condition> those, List<Condition> said) {
    ConditionSql sql = ConditionSql.ofTheOther(those);
    text.append(parts.isEmpty() ? "" : how)
        .append("select b.issue from %s b where b.project_id = :p%s".formatted(table, sql.text()));
    parts.add(sql);
    others.removeAll(said);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  String text() {
    return text.toString();
  }

  /** The conditions that it does not say. */
  List<Condition> others() {
    return others;
  }

  void bind(Params params) throws SQLException {
    for (ConditionSql part : parts) {
      part.bind(params);
    }
  }
}
