// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.store.ApiTokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API tokens in their table, with their use from that of their project. */
final class JdbcApiTokenStore implements ApiTokenStore {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into api_token (project, account, name, hash, sealed, created_at)
          values (?, ?, ?, ?, ?, ?)
          returning id, project, account, name, created_at, revoked_at""");

  private static final Sql BY_HASH =
      Sql.of(
          """
          select id, project, account, name, created_at, revoked_at
          from api_token where hash = ?""");

  private static final Sql BY_ID =
      Sql.of(
          """
          select id, project, account, name, created_at, revoked_at
          from api_token where project = ? and id = ?""");

  private static final Sql ANY = Sql.of("select 1 from api_token where project = ? limit 1");

  private static final Sql LIST =
      Sql.of(
          """
          select t.id, t.project, t.account, t.name, t.created_at, t.revoked_at,
            t.sealed, a.name, a.email, u.last_used_at
          from api_token t
          join account a on a.id = t.account
          left join token_use u on u.project_id = :p and u.token = t.id
          where t.project = :p and t.revoked_at is null
          order by t.id""");

  private static final Sql NEWEST =
      Sql.of(
          """
          select t.id, t.project, t.account, t.name, t.created_at, t.revoked_at,
            t.sealed, a.name, a.email, u.last_used_at
          from api_token t
          join account a on a.id = t.account
          left join token_use u on u.project_id = :p and u.token = t.id
          where t.project = :p and t.account = ? and t.revoked_at is null
          order by t.id desc limit 1""");

  private static final Sql REVOKE =
      Sql.of(
          """
          update api_token set revoked_at = ?
          where project = ? and id = ? and revoked_at is null
          returning name""");

  private static final Sql DELETE_ALL = Sql.of("delete from api_token where project = ?");

  private final Database database;
  private final AuditTable audit;

  JdbcApiTokenStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public ApiTokenStore by(Actor actor) {
    return new JdbcApiTokenStore(database, actor);
  }

  @Override
  public ApiToken create(long project, NewToken token, Instant createdAt) {
    return database.write(
        s -> {
          ProjectRows.require(s, project);
          return insert(s, audit, project, token, createdAt);
        });
  }

  /** Adds a token in a transaction that is under way. */
  static ApiToken insert(
      Session session, AuditTable audit, long project, NewToken token, Instant createdAt) {
    Params.Binder<Session> values =
        (p, row) ->
            p.add(project)
                .add(token.account())
                .add(token.name())
                .add(token.hash())
                .add(token.sealed())
                .add(createdAt);
    ApiToken made = session.one(INSERT, project, values, JdbcApiTokenStore::token).orElseThrow();
    audit.add(
        session,
        createdAt,
        Deed.in(project, AuditAction.API_TOKEN_CREATED, made.id(), made.name(), ""));
    return made;
  }

  /** Removes a project's tokens in a transaction that is under way. */
  static void deleteAll(Session session, long project) {
    session.update(DELETE_ALL, 0, List.of(project), (p, row) -> p.add(project));
  }

  @Override
  public Optional<ApiToken> find(byte[] hash) {
    return database.read(s -> s.one(BY_HASH, 0, (p, row) -> p.add(hash), JdbcApiTokenStore::token));
  }

  @Override
  public Optional<ApiToken> find(long project, long id) {
    return database.read(
        s -> s.one(BY_ID, 0, (p, row) -> p.add(project).add(id), JdbcApiTokenStore::token));
  }

  @Override
  public boolean any(long project) {
    return database.read(s -> s.one(ANY, 0, (p, row) -> p.add(project), row -> true)).isPresent();
  }

  @Override
  public List<StoredToken> list(long project) {
    return database.read(s -> s.query(LIST, project, (p, row) -> {}, JdbcApiTokenStore::stored));
  }

  @Override
  public Optional<StoredToken> newest(long project, long account) {
    return database.read(
        s -> s.one(NEWEST, project, (p, row) -> p.add(account), JdbcApiTokenStore::stored));
  }

  @Override
  public boolean revoke(long project, long id, Instant at) {
    return database.write(s -> revoke(s, project, id, at));
  }

  @Override
  public Optional<ApiToken> replace(long project, long id, NewToken token, Instant at) {
    return database.write(
        s ->
            ProjectRows.hold(s, project).isPresent() && revoke(s, project, id, at)
                ? Optional.of(insert(s, audit, project, token, at))
                : Optional.empty());
  }

  private boolean revoke(Session session, long project, long id, Instant at) {
    Optional<String> name =
        session.one(REVOKE, 0, (p, row) -> p.add(at).add(project).add(id), row -> row.getString(1));
    name.ifPresent(
        called ->
            audit.add(
                session, at, Deed.in(project, AuditAction.API_TOKEN_REVOKED, id, called, "")));
    return name.isPresent();
  }

  private static StoredToken stored(ResultSet row) throws SQLException {
    return new StoredToken(
        token(row),
        row.getBytes(7),
        Account.shownName(row.getString(8), row.getString(9)),
        time(row, 10));
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        time(row, 6));
  }

  private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
