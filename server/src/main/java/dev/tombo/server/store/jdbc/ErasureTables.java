// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Person;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.ErasureStore.Trace;
import dev.tombo.server.store.RegroupStore.Describer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person out of a project's tables, inside one transaction. Ids and counts stay: how often
 * something happened is nobody's. What lists show of issues is made anew of the events that are
 * left.
 */
final class ErasureTables {
  private static final Sql DELETE_BODIES =
      Sql.of(
          """
          delete from event_body
          where project_id = :p and (grouping, number) in (values [(?, ?)])""");

  private static final Sql DELETE_USERS =
      Sql.of(
          """
          delete from grouping_user
          where project_id = :p and (grouping, user_hash) in (values [(?, ?)])
          returning grouping""");

  private static final Sql DELETE_TAGS =
      Sql.of(
          """
          delete from tag_value
          where project_id = :p and (grouping, key, value) in (values [(?, ?, ?)])""");

  private static final Sql DELETE_VALUES =
      Sql.of(
          """
          delete from project_value
          where project_id = :p and (kind, value) in (values [(?, ?)])""");

  private static final Sql FORGET_LATEST =
      Sql.of(
          """
          update issue set message = null, origin = null
          where project_id = :p and number in ([?])""");

  private static final Sql MERGED =
      Sql.of("select number from issue where project_id = :p and merged_into in ([?])");

  private static final Sql TITLE =
      Sql.of("select title from issue where project_id = :p and number = ?");

  private static final Sql SHORTEN =
      Sql.of("update issue set title = ? where project_id = :p and number = ?");

  private static final Sql SHOW =
      Sql.of(
          """
          update issue set title = ?, culprit = ?, message = ?, origin = ?
          where project_id = :p and number = ?""");

  private static final Sql TOUCH =
      Sql.of(
          """
          insert into erasure_issue (project_id, erasure, issue) values [(:p, ?, ?)]
          on conflict (project_id, erasure, issue) do nothing""");

  private static final Sql SETTLED =
      Sql.of("delete from erasure_issue where project_id = :p and erasure = ? and issue = ?");

  private final Session session;
  private final long project;
  private final long erasure;
  private final Describer describer;

  ErasureTables(Session session, long project, long erasure, Describer describer) {
    this.session = session;
    this.project = project;
    this.erasure = erasure;
    this.describer = describer;
  }

  /** A body that was looked at. */
  @SuppressWarnings("ArrayRecordComponent") // handed through once, never compared
  record Stored(long grouping, long number, EventId id, byte[] body) {
    static Stored read(ResultSet row) throws SQLException {
      return new Stored(
          row.getLong(1), row.getLong(2), EventId.of(row.getBytes(3)), row.getBytes(4));
    }
  }

  /** A body that is the person's. */
  record Found(Stored event, Trace trace) {}

  /** A value of a tag of a grouping. */
  record Tag(long grouping, String key, String value) {
    static Tag read(ResultSet row) throws SQLException {
      return new Tag(row.getLong(1), row.getString(2), row.getString(3));
    }
  }

  /** What lists show of an issue. */
  record Shown(
      long number,
      String title,
      @Nullable String culprit,
      @Nullable String message,
      @Nullable String origin) {
    static Shown read(ResultSet row) throws SQLException {
      return new Shown(
          row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5));
    }

    Shown erased(Person person) {
      return new Shown(
          number,
          person.erasedFrom(title),
          erased(person, culprit),
          erased(person, message),
          erased(person, origin));
    }

    private static @Nullable String erased(Person person, @Nullable String text) {
      return text == null ? null : person.erasedFrom(text);
    }
  }

  /** Erases events with what they left in counters. */
  void erase(List<Found> found) {
    if (found.isEmpty()) {
      return;
    }
    session.change(
        DELETE_BODIES,
        project,
        found,
        (p, row) -> p.add(row.event().grouping()).add(row.event().number()));
    List<Map.Entry<Long, UserHash>> users = new ArrayList<>();
    List<Tag> tags = new ArrayList<>();
    for (Found one : found) {
      long grouping = one.event().grouping();
      UserHash user = one.trace().user();
      if (user != null) {
        users.add(Map.entry(grouping, user));
      }
      one.trace().tags().forEach((key, value) -> tags.add(new Tag(grouping, key, value)));
    }
    var unused = deleteUsers(users);
    deleteTags(tags);
    Set<Long> issues = owners(found.stream().map(one -> one.event().grouping()).toList());
    Set<Long> all = withMerged(issues);
    session.update(FORGET_LATEST, project, all, (p, issue) -> p.add(issue.longValue()));
    all.forEach(this::shortenTitle);
    touch(issues);
  }

  /** Erases who a person was counted as. */
  void eraseUsers(List<Long> groupings, List<UserHash> hashes) {
    List<Map.Entry<Long, UserHash>> users = new ArrayList<>();
    groupings.forEach(grouping -> hashes.forEach(hash -> users.add(Map.entry(grouping, hash))));
    touch(owners(deleteUsers(users)));
  }

  /** Erases values of tags, which are counted for nobody from then on. */
  void eraseTags(List<Tag> tags) {
    deleteTags(tags);
    touch(owners(tags.stream().map(Tag::grouping).toList()));
  }

  /** Erases values that people choose from. */
  void eraseValues(List<Map.Entry<Long, String>> values) {
    session.change(
        DELETE_VALUES,
        project,
        values,
        (p, row) -> p.add(row.getKey().longValue()).add(row.getValue()));
  }

  /** Changes what lists show of issues. */
  void show(List<Shown> issues) {
    session.update(
        SHOW,
        project,
        issues,
        (p, row) ->
            p.add(row.title())
                .add(row.culprit())
                .add(row.message())
                .add(row.origin())
                .add(row.number()));
    touch(
        IssueActions.known(
            session, project, new TreeSet<>(issues.stream().map(Shown::number).toList())));
  }

  /** Makes anew what an issue shows and counts. */
  void settle(long issue) {
    session.update(SETTLED, project, List.of(issue), (p, one) -> p.add(erasure).add(issue));
    new Resettling(session, project, describer).of(Set.of(issue), Map.of(), Set.of(issue));
  }

  private Collection<Long> deleteUsers(List<Map.Entry<Long, UserHash>> users) {
    return session.select(
        DELETE_USERS,
        project,
        users,
        (p, row) -> p.add(row.getKey().longValue()).add(CounterTables.bytes(row.getValue())),
        row -> row.getLong(1));
  }

  private void deleteTags(List<Tag> tags) {
    session.change(
        DELETE_TAGS,
        project,
        tags,
        (p, row) -> p.add(row.grouping()).add(row.key()).add(row.value()));
  }

  private Set<Long> owners(Collection<Long> groupings) {
    return new TreeSet<>(
        new EventTables(session).owners(project, new TreeSet<>(groupings)).values());
  }

  private Set<Long> withMerged(Set<Long> issues) {
    Set<Long> all = new TreeSet<>(issues);
    Set<Long> merged = new TreeSet<>(issues);
    while (!merged.isEmpty()) {
      merged =
          new TreeSet<>(
              session.select(
                  MERGED, project, merged, (p, n) -> p.add(n.longValue()), row -> row.getLong(1)));
      merged.removeAll(all);
      all.addAll(merged);
    }
    return all;
  }

  /**
   * Leaves of a title what is nobody's, the type of an exception: where an event is left, the title
   * is made anew of that.
   */
  private void shortenTitle(long issue) {
    session
        .one(TITLE, project, (p, row) -> p.add(issue), row -> row.getString(1))
        .map(ErasureTables::withoutMessage)
        .ifPresent(
            title ->
                session.update(
                    SHORTEN, project, List.of(title), (p, row) -> p.add(row).add(issue)));
  }

  private static String withoutMessage(String title) {
    String type = title.split(":", 2)[0];
    return type.indexOf(' ') < 0 ? type : Person.ERASED;
  }

  private void touch(Set<Long> issues) {
    session.update(TOUCH, project, issues, (p, issue) -> p.add(erasure).add(issue.longValue()));
  }
}
