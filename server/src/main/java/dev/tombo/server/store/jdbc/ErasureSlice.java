// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Erasure.Stage;
import dev.tombo.server.model.Person;
import dev.tombo.server.store.ErasureStore.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One slice of an erasure: some rows of a table are looked at, and in one short transaction what is
 * the person's goes and the erasure's place moves on. Of two processes at one slice, one does it.
 */
final class ErasureSlice {
  private static final Sql MOVE =
      Sql.of(
          """
          update erasure set
            stage = ?, place_grouping = ?, place_number = ?, place_key = ?, place_value = ?,
            examined = examined + ?, erased = erased + ?,
            user_id = case when ? = 1 then null else user_id end,
            email = case when ? = 1 then null else email end,
            ip = case when ? = 1 then null else ip end
          where project_id = :p and number = ? and stage = ? and place_grouping = ?
            and place_number = ? and place_key = ? and place_value = ?""");

  private static final Sql BODIES =
      Sql.of(
          """
          select grouping, number, id, body from event_body
          where project_id = :p and (grouping, number) > (?, ?)
          order by grouping, number limit ?""");

  private static final Sql GROUPINGS =
      Sql.of(
          """
          select number from grouping where project_id = :p and number > ?
          order by number limit ?""");

  private static final Sql TAGS =
      Sql.of(
          """
          select grouping, key, value from tag_value
          where project_id = :p and (grouping, key, value) > (?, ?, ?)
          order by grouping, key, value limit ?""");

  private static final Sql VALUES =
      Sql.of(
          """
          select kind, value from project_value
          where project_id = :p and (kind, value) > (?, ?)
          order by kind, value limit ?""");

  private static final Sql ISSUES =
      Sql.of(
          """
          select number, title, culprit, message, origin from issue
          where project_id = :p and number > ? order by number limit ?""");

  private static final Sql TOUCHED =
      Sql.of(
          """
          select issue from erasure_issue
          where project_id = :p and erasure = ? and issue > ? order by issue limit 1""");

  private final Database database;
  private final long project;
  private final ErasurePlace place;
  private final Person person;
  private final Reader reader;
  private final int rows;

  ErasureSlice(Database database, long project, ErasurePlace place, Reader reader, int rows) {
    this.database = database;
    this.project = project;
    this.place = place;
    this.person = place.person();
    this.reader = reader;
    this.rows = rows;
  }

  void run() {
    switch (place.stage()) {
      case EVENTS -> events();
      case USERS -> users();
      case TAGS -> tags();
      case VALUES -> values();
      case ISSUES -> issues();
      case LISTS -> lists();
      case DISK, DONE -> throw new IllegalStateException("nothing is left to look through");
    }
  }

  private void events() {
    List<ErasureTables.Found> found = new ArrayList<>();
    List<ErasureTables.Stored> looked =
        some(
            BODIES,
            (p, row) -> p.add(place.grouping()).add(place.event()).add((long) rows),
            ErasureTables.Stored::read);
    for (ErasureTables.Stored one : looked) {
      reader
          .trace(project, one.body(), person)
          .ifPresent(trace -> found.add(new ErasureTables.Found(one, trace)));
    }
    ErasurePlace after =
        looked.size() < rows
            ? place.next()
            : place.at(looked.getLast().grouping(), looked.getLast().number(), "", "");
    change(after, looked.size(), found.size(), tables -> tables.erase(found));
  }

  private void users() {
    List<Long> groupings =
        some(
            GROUPINGS, (p, row) -> p.add(place.grouping()).add((long) rows), row -> row.getLong(1));
    ErasurePlace after =
        groupings.size() < rows ? place.next() : place.at(groupings.getLast(), 0, "", "");
    change(after, 0, 0, tables -> tables.eraseUsers(groupings, person.hashes()));
  }

  private void tags() {
    List<ErasureTables.Tag> looked =
        some(
            TAGS,
            (p, row) ->
                p.add(place.grouping()).add(place.key()).add(place.value()).add((long) rows),
            ErasureTables.Tag::read);
    List<ErasureTables.Tag> found =
        looked.stream().filter(tag -> person.isIn(tag.value()) || person.isIn(tag.key())).toList();
    ErasurePlace after = place.next();
    if (looked.size() == rows) {
      ErasureTables.Tag last = looked.getLast();
      after = place.at(last.grouping(), 0, last.key(), last.value());
    }
    change(after, 0, 0, tables -> tables.eraseTags(found));
  }

  private void values() {
    List<Map.Entry<Long, String>> looked =
        some(
            VALUES,
            (p, row) -> p.add(place.grouping()).add(place.value()).add((long) rows),
            row -> Map.entry(row.getLong(1), row.getString(2)));
    ErasurePlace after =
        looked.size() < rows
            ? place.next()
            : place.at(looked.getLast().getKey(), 0, "", looked.getLast().getValue());
    change(
        after,
        0,
        0,
        tables ->
            tables.eraseValues(
                looked.stream().filter(value -> person.isIn(value.getValue())).toList()));
  }

  private void issues() {
    List<ErasureTables.Shown> looked =
        some(
            ISSUES,
            (p, row) -> p.add(place.grouping()).add((long) rows),
            ErasureTables.Shown::read);
    List<ErasureTables.Shown> found =
        looked.stream().filter(issue -> !issue.erased(person).equals(issue)).toList();
    ErasurePlace after =
        looked.size() < rows ? place.next() : place.at(looked.getLast().number(), 0, "", "");
    change(
        after,
        0,
        0,
        tables -> tables.show(found.stream().map(issue -> issue.erased(person)).toList()));
  }

  /** One at a time, since an issue may have many users to count. */
  private void lists() {
    List<Long> touched =
        some(TOUCHED, (p, row) -> p.add(place.number()).add(place.grouping()), r -> r.getLong(1));
    ErasurePlace after = touched.isEmpty() ? place.next() : place.at(touched.getFirst(), 0, "", "");
    change(after, 0, 0, tables -> touched.forEach(tables::settle));
  }

  private <T> List<T> some(Sql sql, Params.Binder<Session> values, Session.Reader<T> reads) {
    return database.readAtLength(s -> s.query(sql, project, values, reads));
  }

  private void change(
      ErasurePlace after, long examined, long erased, Consumer<ErasureTables> work) {
    var unused =
        database.writeAgain(
            s -> {
              IssueActions.takeTurn(s, project);
              boolean mine = move(s, after, examined, erased);
              if (mine) {
                work.accept(
                    new ErasureTables(s, project, place.number(), reader.describer(project)));
              }
              return mine;
            });
  }

  private boolean move(Session session, ErasurePlace to, long examined, long erased) {
    int over = to.stage() == Stage.DISK ? 1 : 0;
    return session.update(
            MOVE,
            project,
            List.of(to),
            (p, row) ->
                p.add(row.stage())
                    .add(row.grouping())
                    .add(row.event())
                    .add(row.key())
                    .add(row.value())
                    .add(examined)
                    .add(erased)
                    .add(over)
                    .add(over)
                    .add(over)
                    .add(place.number())
                    .add(place.stage())
                    .add(place.grouping())
                    .add(place.event())
                    .add(place.key())
                    .add(place.value()))
        > 0;
  }
}
