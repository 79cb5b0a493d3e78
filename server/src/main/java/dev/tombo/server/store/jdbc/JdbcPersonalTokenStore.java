// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.PersonalToken;
import dev.tombo.server.model.Scope;
import dev.tombo.server.store.Page;
import dev.tombo.server.store.PersonalTokenStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The credentials of people's scripts in their table. */
final class JdbcPersonalTokenStore implements PersonalTokenStore {
  private static final int ACCOUNT_COLUMNS = 6;

  private static final Sql INSERT =
      Sql.of(
          """
          insert into personal_token (account, name, hash, scope, created_at, expires_at)
          values (?, ?, ?, ?, ?, ?)
          returning id, account, name, scope, created_at, expires_at, last_used_at""");

  private static final Sql BY_HASH =
      Sql.of(
          """
          select a.id, a.email, a.name, a.password_hash, a.admin, a.created_at,
            t.id, t.account, t.name, t.scope, t.created_at, t.expires_at, t.last_used_at
          from personal_token t join account a on a.id = t.account
          where t.hash = ? and t.revoked_at is null and t.expires_at > ?""");

  private static final Sql OF_ACCOUNT =
      Sql.of(
          """
          select id, account, name, scope, created_at, expires_at, last_used_at
          from personal_token where account = ? and id < ? and revoked_at is null
          order by id desc limit ?""");

  private static final Sql USED =
      Sql.of(
          """
          update personal_token set last_used_at = ?
          where id = ? and (last_used_at is null or last_used_at < ?)""");

  private static final Sql REVOKE =
      Sql.of(
          """
          update personal_token set revoked_at = ?
          where account = ? and id = ? and revoked_at is null
          returning id, name""");

  private static final Sql REVOKE_ALL =
      Sql.of(
          """
          update personal_token set revoked_at = ?
          where account = ? and revoked_at is null
          returning id, name""");

  private final Database database;
  private final AuditTable audit;

  JdbcPersonalTokenStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public PersonalTokenStore by(Actor actor) {
    return new JdbcPersonalTokenStore(database, actor);
  }

  @Override
  public PersonalToken create(
      long account, String name, byte[] hash, Scope scope, Instant createdAt, Instant expiresAt) {
    Params.Binder<Session> values =
        (p, row) -> p.add(account).add(name).add(hash).add(scope).add(createdAt).add(expiresAt);
    return database.write(
        s -> {
          PersonalToken made = s.one(INSERT, 0, values, row -> token(row, 0)).orElseThrow();
          audit.add(
              s,
              createdAt,
              Deed.of(
                  AuditAction.PERSONAL_TOKEN_CREATED,
                  made.id(),
                  name,
                  "scope " + scope.wireName() + " until " + expiresAt));
          return made;
        });
  }

  @Override
  public Optional<Owned> find(byte[] hash, Instant now) {
    return database.read(
        s ->
            s.one(
                BY_HASH,
                0,
                (p, row) -> p.add(hash).add(now),
                row -> new Owned(token(row, ACCOUNT_COLUMNS), JdbcAccountStore.read(row))));
  }

  @Override
  public Page<PersonalToken> ofAccount(long account, OptionalLong before, int limit) {
    Params.Binder<Session> values =
        (p, row) -> p.add(account).add(before.orElse(Long.MAX_VALUE)).add(limit + 1);
    List<PersonalToken> found =
        database.read(s -> s.query(OF_ACCOUNT, 0, values, row -> token(row, 0)));
    boolean more = found.size() > limit;
    return new Page<>(more ? found.subList(0, limit) : found, more);
  }

  @Override
  public void used(long id, Instant at) {
    var unused =
        database.write(s -> s.update(USED, 0, List.of(id), (p, row) -> p.add(at).add(row).add(at)));
  }

  @Override
  public boolean revoke(long account, long id, Instant at) {
    return database.write(
            s -> revoked(s, REVOKE, (p, row) -> p.add(at).add(account).add(id), account, at))
        > 0;
  }

  @Override
  public int revokeAll(long account, Instant at) {
    return database.write(
        s -> revoked(s, REVOKE_ALL, (p, row) -> p.add(at).add(account), account, at));
  }

  private int revoked(
      Session session, Sql sql, Params.Binder<Session> values, long account, Instant at) {
    List<Map.Entry<Long, String>> gone =
        session.query(sql, 0, values, row -> Map.entry(row.getLong(1), row.getString(2)));
    String detail = "of " + AuditTable.email(session, account);
    gone.forEach(
        token ->
            audit.add(
                session,
                at,
                Deed.of(
                    AuditAction.PERSONAL_TOKEN_REVOKED, token.getKey(), token.getValue(), detail)));
    return gone.size();
  }

  /** Reads the columns of a token that follow so many others. */
  private static PersonalToken token(ResultSet row, int after) throws SQLException {
    long lastUsedAt = row.getLong(after + 7);
    boolean used = !row.wasNull();
    return new PersonalToken(
        row.getLong(after + 1),
        row.getLong(after + 2),
        row.getString(after + 3),
        Ordinals.read(Scope.class, row, after + 4),
        Instant.ofEpochMilli(row.getLong(after + 5)),
        Instant.ofEpochMilli(row.getLong(after + 6)),
        used ? Instant.ofEpochMilli(lastUsedAt) : null);
  }
}
