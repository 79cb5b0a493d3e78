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
  /** Between title and culprit, so that nothing is found across them. */
  private static final char BETWEEN = '\u001f';

  private static final Sql INSERT =
      Sql.of(
          """
          insert into issue_text (project_id, issue, head, message, origin)
          values [(:p, ?, ?, '', '')]""");

  private static final Sql CHANGE =
      Sql.of(
          """
          with change (issue, message, origin) as (values [(?, ?, ?)])
          update issue_text set message = change.message, origin = change.origin
          from change
          where issue_text.project_id = :p and issue_text.issue = change.issue
            and (issue_text.message <> change.message or issue_text.origin <> change.origin)""");

  private static final Sql DELETE =
      Sql.of("delete from issue_text where project_id = :p and issue in ([?])");

  private final Session session;

  TextTable(Session session) {
    this.session = session;
  }

  /** A text as searches compare it. */
  static String fold(@Nullable String text) {
    return text == null ? "" : text.toLowerCase(Locale.ROOT);
  }

  /** Adds the texts of issues, which are in order. */
  void insert(long project, List<NewIssue> issues) {
    session.update(
        INSERT,
        project,
        issues,
        (p, row) -> p.add(row.number()).add(fold(row.title()) + BETWEEN + fold(row.culprit())));
  }

  /** Changes the texts of issues, which are in order, to those of their latest events. */
  void change(long project, List<IssueChange> issues) {
    session.update(
        CHANGE,
        project,
        issues,
        (p, row) -> {
          LatestEvent latest = Objects.requireNonNull(row.latest(), "latest");
          p.add(row.issue()).add(fold(latest.message())).add(fold(latest.origin()));
        });
  }

  void delete(long project, Collection<Long> issues) {
    session.update(DELETE, project, issues, (p, issue) -> p.add(issue.longValue()));
  }
}
