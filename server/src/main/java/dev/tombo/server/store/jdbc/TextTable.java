// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.DigestTransaction.IssueChange;
import dev.tombo.server.store.DigestTransaction.LatestEvent;
import dev.tombo.server.store.DigestTransaction.NewIssue;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What searches look through: narrow rows that are quick to read one after the other, folded here
 * so that both databases find the same.
 */
final class TextTable {
  /** Between the parts of a description, so that nothing is found across them. */
  private static final char BETWEEN = '\u001f';

  /** After the description, once in each text: the origin follows. */
  private static final char ORIGIN = '\u001e';

  /**
   * Characters of English and of class names, roughly by how often they are met; nothing but time
   * depends on it.
   */
  private static final String COMMON = "e aitnors.lcdpumghfbyv0123456789wkxqjz";

  private static final Sql INSERT =
      Sql.of("insert into issue_text (project_id, issue, head, text) values [(:p, ?, ?, ?)]");

  private static final Sql CHANGE =
      Sql.of(
          """
          with change (issue, latest) as (values [(?, ?)])
          update issue_text set text = substr(issue_text.text, 1, issue_text.head) || change.latest
          from change
          where issue_text.project_id = :p and issue_text.issue = change.issue
            and issue_text.text <> substr(issue_text.text, 1, issue_text.head) || change.latest""");

  private static final Sql DELETE =
      Sql.of("delete from issue_text where project_id = :p and issue in ([?])");

  private final Session session;

  TextTable(Session session) {
    this.session = session;
  }

  /** A text as searches compare it. */
  static String fold(@Nullable String text) {
    return text == null
        ? ""
        : text.toLowerCase(Locale.ROOT).replace(BETWEEN, ' ').replace(ORIGIN, ' ');
  }

  /** What {@code like} finds a text by, wherever in an issue's it stands; {@code !} escapes. */
  static String anywhere(String text) {
    return "%" + fold(text).replaceAll("[!%_]", "!$0") + "%";
  }

  /**
   * What the same texts are found by and others too, in less time: SQLite looks for the first
   * character of a pattern and compares the rest wherever it is, so that a seldom one is best.
   */
  static String seldomOf(String text) {
    String folded = fold(text);
    int from = 0;
    int seldom = -1;
    for (int i = 0; i < folded.length(); i++) {
      int place = COMMON.indexOf(folded.charAt(i));
      if (place > seldom) {
        seldom = place;
        from = i;
      }
    }
    return anywhere(folded.substring(from));
  }

  /** The same for what stands in its description. */
  static String inDescription(String text) {
    return anywhere(text) + ORIGIN + "%";
  }

  /** The same for what stands in its origin. */
  static String inOrigin(String text) {
    return "%" + ORIGIN + anywhere(text);
  }

  /** Adds the texts of issues, which are in order. */
  void insert(long project, List<NewIssue> issues) {
    session.update(
        INSERT,
        project,
        issues,
        (p, row) -> {
          String head = fold(row.title()) + BETWEEN + fold(row.culprit());
          p.add(row.number())
              .add((long) head.codePointCount(0, head.length()))
              .add(head + BETWEEN + ORIGIN);
        });
  }

  /** Changes the texts of issues, which are in order, to those of their latest events. */
  void change(long project, List<IssueChange> issues) {
    session.change(
        CHANGE,
        project,
        issues,
        (p, row) -> {
          LatestEvent latest = Objects.requireNonNull(row.latest(), "latest");
          p.add(row.issue()).add(BETWEEN + fold(latest.message()) + ORIGIN + fold(latest.origin()));
        });
  }

  void delete(long project, Collection<Long> issues) {
    session.update(DELETE, project, issues, (p, issue) -> p.add(issue.longValue()));
  }
}
