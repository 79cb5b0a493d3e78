// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.Erasure;
import dev.tombo.server.model.Erasure.Stage;
import dev.tombo.server.model.Person;
import dev.tombo.server.store.DigestTransaction.Sequence;
import dev.tombo.server.store.ErasureStore;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.RegroupStore.Author;
import dev.tombo.server.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Erasures in their table, which says where each is; their work is {@link ErasureSlice}'s. */
final class JdbcErasureStore implements ErasureStore {
  private static final Logger LOG = Logger.getLogger(JdbcErasureStore.class.getName());

  private static final Sql START =
      Sql.of(
          """
          insert into erasure
            (project_id, number, account, known_by, user_id, email, ip, requested_at, stage,
              place_grouping, place_number, place_key, place_value, examined, erased)
          values (:p, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, '', '', 0, 0)""");

  private static final Sql FIND =
      Sql.of(
          """
          select number, account, known_by, requested_at, finished_at, stage, examined, erased
          from erasure where project_id = :p and number = ?""");

  private static final Sql LIST =
      Sql.of(
          """
          select number, account, known_by, requested_at, finished_at, stage, examined, erased
          from erasure where project_id = :p and number < ? order by number desc limit ?""");

  private static final Sql PROJECTS = Sql.of("select id from project");

  private static final Sql RUNNING =
      Sql.of(
          """
          select number, user_id, email, ip, stage, place_grouping, place_number, place_key,
            place_value
          from erasure where project_id = :p and finished_at is null order by number limit 1""");

  private static final Sql FINISH =
      Sql.of(
          """
          update erasure set stage = ?, finished_at = ?
          where project_id = :p and number = ? and finished_at is null
          returning erased""");

  private final Database database;
  private final AuditTable audit;

  JdbcErasureStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public ErasureStore by(Actor actor) {
    return new JdbcErasureStore(database, actor);
  }

  @Override
  public Erasure start(long project, Person person, Author author) {
    return database.writeAgain(
        s -> {
          ProjectRows.require(s, project);
          long number = new EventTables(s).reserve(project, Sequence.ERASURE, 1);
          s.update(
              START,
              project,
              List.of(person),
              (p, row) ->
                  p.add(number)
                      .add(author.account())
                      .add(row.knownBy())
                      .add(row.userId().orElse(null))
                      .add(row.email().orElse(null))
                      .add(row.ip().orElse(null))
                      .add(author.at()));
          tell(
              s,
              AuditAction.ERASURE_STARTED,
              project,
              number,
              "by " + person.knownBy(),
              author.at());
          return find(s, project, number).orElseThrow();
        });
  }

  @Override
  public void exported(long project, Person person, Instant at) {
    var unused =
        database.write(
            s -> {
              ProjectRows.require(s, project);
              tell(s, AuditAction.PERSON_EXPORTED, project, project, "by " + person.knownBy(), at);
              return true;
            });
  }

  private void tell(
      Session session, AuditAction action, long project, long subject, String detail, Instant at) {
    audit.add(session, at, Deed.in(project, action, subject, "", detail));
  }

  @Override
  public Optional<Erasure> find(long project, long number) {
    return database.read(s -> find(s, project, number));
  }

  private static Optional<Erasure> find(Session session, long project, long number) {
    return session.one(FIND, project, (p, row) -> p.add(number), row -> read(project, row));
  }

  @Override
  public Page<Erasure> ofProject(long project, OptionalLong before, int limit) {
    List<Erasure> found =
        database.read(
            s ->
                s.query(
                    LIST,
                    project,
                    (p, row) -> p.add(before.orElse(Long.MAX_VALUE)).add(limit + 1L),
                    row -> read(project, row)));
    boolean more = found.size() > limit;
    return new Page<>(more ? found.subList(0, limit) : found, more);
  }

  @Override
  public boolean step(Reader reader, int rows, Instant now) {
    boolean more = false;
    for (long project :
        database.read(s -> s.query(PROJECTS, 0, (p, row) -> {}, row -> row.getLong(1)))) {
      Optional<ErasurePlace> place =
          database.read(s -> s.one(RUNNING, project, (p, row) -> {}, ErasurePlace::read));
      if (place.isPresent()) {
        more |= step(project, place.get(), reader, rows, now);
      }
    }
    return more;
  }

  /** What fails in one project is tried again at the next call, and stops no other's. */
  private boolean step(long project, ErasurePlace place, Reader reader, int rows, Instant now) {
    try {
      if (place.stage() == Stage.DISK) {
        database.flushErased();
        finish(project, place.number(), now);
      } else {
        new ErasureSlice(database, project, place, reader, rows).run();
      }
      return true;
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING,
          "an erasure of project {0} cannot go on now: {1}",
          new Object[] {Long.toString(project), e.getMessage()});
      return false;
    }
  }

  private void finish(long project, long number, Instant now) {
    var unused =
        database.write(
            s -> {
              Optional<Long> erased =
                  s.one(
                      FINISH,
                      project,
                      (p, row) -> p.add(Stage.DONE).add(now).add(number),
                      row -> row.getLong(1));
              erased.ifPresent(
                  events ->
                      tell(
                          s,
                          AuditAction.ERASURE_FINISHED,
                          project,
                          number,
                          events + " events",
                          now));
              return true;
            });
  }

  private static Erasure read(long project, ResultSet row) throws SQLException {
    long finishedAt = row.getLong(5);
    boolean finished = !row.wasNull();
    return new Erasure(
        project,
        row.getLong(1),
        row.getLong(2),
        row.getString(3),
        Instant.ofEpochMilli(row.getLong(4)),
        finished ? Instant.ofEpochMilli(finishedAt) : null,
        Ordinals.read(Stage.class, row, 6),
        row.getLong(7),
        row.getLong(8));
  }
}
