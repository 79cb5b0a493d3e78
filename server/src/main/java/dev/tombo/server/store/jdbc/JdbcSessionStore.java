// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.OpenSession;
import dev.tombo.server.store.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** People's log-ins in their table. */
final class JdbcSessionStore implements SessionStore {
  /** Changes nothing; holds the account's row, so that no password is changed meanwhile. */
  private static final Sql HOLD_ACCOUNT =
      Sql.of(
          """
          update account set password_hash = password_hash
          where id = ? and password_hash = ?""");

  private static final Sql FORGET_EXPIRED =
      Sql.of("delete from session where account = ? and expires_at <= ?");

  private static final Sql INSERT =
      Sql.of(
          """
          insert into session
            (id, account, generation, agent, created_at, refreshed_at, expires_at)
          values (?, ?, 0, ?, ?, ?, ?)""");

  private static final Sql ACCOUNT =
      Sql.of(
          """
          select a.id, a.email, a.name, a.password_hash, a.admin, a.created_at
          from session s join account a on a.id = s.account
          where s.id = ? and s.ended_at is null and s.expires_at > ?""");

  private static final Sql ROTATE =
      Sql.of(
          """
          update session set generation = generation + 1, refreshed_at = ?, expires_at = ?
          where id = ? and generation = ? and ended_at is null and expires_at > ?
          returning account""");

  private static final Sql END =
      Sql.of(
          """
          update session set ended_at = ?
          where id = ? and ended_at is null and expires_at > ?
          returning account""");

  private static final Sql OF_ACCOUNT =
      Sql.of(
          """
          select id, agent, created_at, refreshed_at
          from session
          where account = ? and ended_at is null and expires_at > ?
          order by created_at desc, id desc limit 100""");

  private static final Sql END_OF_ACCOUNT =
      Sql.of(
          """
          update session set ended_at = ?
          where id = ? and account = ? and ended_at is null and expires_at > ?
          returning account""");

  private final Database database;
  private final AuditTable audit;

  JdbcSessionStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public SessionStore by(Actor actor) {
    return new JdbcSessionStore(database, actor);
  }

  @Override
  public boolean create(long id, Account account, String agent, Instant now, Instant expiresAt) {
    return database.write(
        s -> {
          List<Account> one = List.of(account);
          if (s.update(HOLD_ACCOUNT, 0, one, (p, a) -> p.add(a.id()).add(a.passwordHash())) == 0) {
            return false;
          }
          s.update(FORGET_EXPIRED, 0, one, (p, a) -> p.add(a.id()).add(now));
          s.update(
              INSERT,
              0,
              one,
              (p, a) -> p.add(id).add(a.id()).add(agent).add(now).add(now).add(expiresAt));
          audit.add(s, now, Deed.of(AuditAction.SESSION_STARTED, id, account.email(), agent));
          return true;
        });
  }

  @Override
  public Optional<Account> account(long id, Instant now) {
    return database.read(
        s -> s.one(ACCOUNT, 0, (p, row) -> p.add(id).add(now), JdbcAccountStore::read));
  }

  @Override
  public OptionalLong rotate(long id, long generation, Instant now, Instant expiresAt) {
    Params.Binder<Session> values =
        (p, row) -> p.add(now).add(expiresAt).add(id).add(generation).add(now);
    return database
        .write(s -> s.one(ROTATE, 0, values, row -> OptionalLong.of(row.getLong(1))))
        .orElse(OptionalLong.empty());
  }

  @Override
  public List<OpenSession> ofAccount(long account, Instant now) {
    return database.read(
        s ->
            s.query(
                OF_ACCOUNT,
                0,
                (p, row) -> p.add(account).add(now),
                row ->
                    new OpenSession(
                        row.getLong(1),
                        row.getString(2),
                        Instant.ofEpochMilli(row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)))));
  }

  @Override
  public boolean end(long account, long id, Instant now) {
    return end(END_OF_ACCOUNT, (p, row) -> p.add(now).add(id).add(account).add(now), id, now);
  }

  @Override
  public boolean end(long id, Instant now) {
    return end(END, (p, row) -> p.add(now).add(id).add(now), id, now);
  }

  private boolean end(Sql sql, Params.Binder<Session> values, long id, Instant now) {
    return database.write(
        s -> {
          Optional<Long> account = s.one(sql, 0, values, row -> row.getLong(1));
          account
              .map(whose -> AuditTable.email(s, whose))
              .ifPresent(
                  email -> audit.add(s, now, Deed.of(AuditAction.SESSION_ENDED, id, email, "")));
          return account.isPresent();
        });
  }
}
