// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.DigestTransaction.TagCount;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which values of tags issues have, for lists to look up; what groupings have made theirs. */
final class IssueTagTable {
  /** Stands for any value of a key. */
  static final String ANY = "";

  private static final Sql ADD =
      Sql.of(
          """
          with change (grouping, key, value) as (values [(?, ?, ?)])
          insert into issue_tag (project_id, issue, key, value)
          select g.project_id, g.issue, change.key, change.value
          from change
          join grouping g on g.project_id = :p and g.number = change.grouping
          where true
          on conflict (project_id, issue, key, value) do nothing""");

  private static final Sql SETTLE_VALUES =
      Sql.of(
          """
          insert into issue_tag (project_id, issue, key, value)
          select g.project_id, g.issue, v.key, v.value
          from grouping g
          join tag_value v on v.project_id = :p and v.grouping = g.number
          where g.project_id = :p and g.issue = ?
          on conflict (project_id, issue, key, value) do nothing""");

  private static final Sql SETTLE_KEYS =
      Sql.of(
          """
          insert into issue_tag (project_id, issue, key, value)
          select g.project_id, g.issue, v.key, ''
          from grouping g
          join tag_value v on v.project_id = :p and v.grouping = g.number
          where g.project_id = :p and g.issue = ?
          on conflict (project_id, issue, key, value) do nothing""");

  private static final Sql DELETE =
      Sql.of("delete from issue_tag where project_id = :p and issue in ([?])");

  private final Session session;

  IssueTagTable(Session session) {
    this.session = session;
  }

  /** Adds what groupings have to their issues. */
  void add(long project, List<TagCount> tags) {
    Set<Tag> rows = new LinkedHashSet<>();
    for (TagCount tag : tags) {
      rows.add(new Tag(tag.grouping(), tag.key(), ANY));
      rows.add(new Tag(tag.grouping(), tag.key(), tag.value()));
    }
    session.update(ADD, project, rows, (p, row) -> p.add(row.grouping).add(row.key).add(row.value));
  }

  /** Makes anew what issues have, from the groupings that they own. */
  void settle(long project, Collection<Long> issues) {
    session.update(DELETE, project, issues, (p, issue) -> p.add(issue.longValue()));
    session.update(SETTLE_VALUES, project, issues, (p, issue) -> p.add(issue.longValue()));
    session.update(SETTLE_KEYS, project, issues, (p, issue) -> p.add(issue.longValue()));
  }

  /** What a grouping has. */
  private record Tag(long grouping, String key, String value) {}
}
