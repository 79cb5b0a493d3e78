// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.store.AccountStore;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts in their table. */
final class JdbcAccountStore implements AccountStore {
  private static final Sql ANY = Sql.of("select 1 from account limit 1");

  private static final Sql ALL =
      Sql.of(
          """
          select id, email, name, password_hash, admin, created_at
          from account order by id""");

  private static final Sql BY_EMAIL =
      Sql.of(
          """
          select id, email, name, password_hash, admin, created_at
          from account where email = ?""");

  private static final Sql BY_ID =
      Sql.of(
          """
          select id, email, name, password_hash, admin, created_at
          from account where id = ?""");

  private static final Sql INSERT =
      Sql.of(
          """
          insert into account (email, name, password_hash, admin, created_at)
          values (?, ?, ?, ?, ?)
          returning id, email, name, password_hash, admin, created_at""");

  private static final Sql SET_PASSWORD =
      Sql.of("update account set password_hash = ? where id = ?");

  private static final Sql CHANGE_PASSWORD =
      Sql.of("update account set password_hash = ? where id = ? and password_hash = ?");

  private static final Sql SET_RESET_LINK =
      Sql.of(
          """
          insert into password_reset (account, hash, expires_at) values (?, ?, ?)
          on conflict (account) do update set
            hash = excluded.hash, expires_at = excluded.expires_at
          where password_reset.expires_at <= ?""");

  private static final Sql USE_RESET_LINK =
      Sql.of("delete from password_reset where hash = ? and expires_at > ? returning account");

  private static final Sql DELETE_RESET_LINK =
      Sql.of("delete from password_reset where account = ?");

  private static final Sql SET_ADMIN = Sql.of("update account set admin = ? where id = ?");

  private static final Sql END_SESSIONS =
      Sql.of("update session set ended_at = ? where account = ? and ended_at is null and id <> ?");

  /** The number of no session. */
  private static final long NONE = 0;

  private final Database database;
  private final AuditTable audit;

  JdbcAccountStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public AccountStore by(Actor actor) {
    return new JdbcAccountStore(database, actor);
  }

  @Override
  public boolean any() {
    return database.read(JdbcAccountStore::any);
  }

  @Override
  public List<Account> all() {
    return database.read(s -> s.query(ALL, 0, (p, row) -> {}, JdbcAccountStore::read));
  }

  @Override
  public Optional<Account> findByEmail(String email) {
    return database.read(s -> s.one(BY_EMAIL, 0, (p, row) -> p.add(email), JdbcAccountStore::read));
  }

  @Override
  public Optional<Account> find(long id) {
    return database.read(s -> s.one(BY_ID, 0, (p, row) -> p.add(id), JdbcAccountStore::read));
  }

  @Override
  public Account create(
      String email, String name, String passwordHash, boolean admin, Instant createdAt) {
    return database.write(s -> insert(s, audit, email, name, passwordHash, admin, createdAt));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Writers that come together queue at the probe's row: whoever is second sees the first's.
   */
  @Override
  public Optional<Account> createFirst(
      String email, String name, String passwordHash, Instant createdAt) {
    return database.write(s -> insertFirst(s, email, name, passwordHash, createdAt));
  }

  @Override
  public Optional<Account> createFirst(
      String email, String name, String passwordHash, FirstProject project, Instant createdAt) {
    return database.write(
        s -> {
          Optional<Account> account = insertFirst(s, email, name, passwordHash, createdAt);
          account.ifPresent(owner -> insert(s, owner.id(), project, createdAt));
          return account;
        });
  }

  private Optional<Account> insertFirst(
      Session session, String email, String name, String passwordHash, Instant createdAt) {
    var unused = session.one(JdbcStore.PROBE, 0, (p, row) -> {}, row -> row.getLong(1));
    return any(session)
        ? Optional.empty()
        : Optional.of(insert(session, audit, email, name, passwordHash, true, createdAt));
  }

  private void insert(Session session, long owner, FirstProject first, Instant createdAt) {
    NewToken token = new NewToken(owner, first.tokenName(), first.tokenHash(), first.tokenSealed());
    var unused = JdbcProjectStore.insert(session, audit, first.name(), token, createdAt);
  }

  @Override
  public boolean setPassword(long id, String passwordHash, Instant at) {
    return database.write(s -> setPassword(s, id, passwordHash, "by an administrator", at));
  }

  private boolean setPassword(
      Session session, long id, String passwordHash, String how, Instant at) {
    int changed =
        session.update(SET_PASSWORD, 0, List.of(id), (p, row) -> p.add(passwordHash).add(row));
    if (changed == 0) {
      return false;
    }
    lockOut(session, id, NONE, at);
    add(session, AuditAction.PASSWORD_CHANGED, id, how, at);
    return true;
  }

  /** Tells what was done to an account. */
  private void add(Session session, AuditAction action, long id, String detail, Instant at) {
    audit.add(session, at, Deed.of(action, id, AuditTable.email(session, id), detail));
  }

  /** Ends all ways into an account that a former password had opened, but for one session. */
  private static void lockOut(Session session, long id, long but, Instant at) {
    endSessions(session, id, but, at);
    session.update(DELETE_RESET_LINK, 0, List.of(id), (p, row) -> p.add(row));
  }

  /** Ends an account's sessions but for one, in a transaction that is under way. */
  static void endSessions(Session session, long id, long but, Instant at) {
    session.update(END_SESSIONS, 0, List.of(id), (p, row) -> p.add(at).add(row).add(but));
  }

  @Override
  public boolean changePassword(Account account, String passwordHash, long session, Instant at) {
    Params.Binder<Account> values =
        (p, row) -> p.add(passwordHash).add(row.id()).add(row.passwordHash());
    return database.write(
        s -> {
          boolean changed = s.update(CHANGE_PASSWORD, 0, List.of(account), values) > 0;
          if (changed) {
            lockOut(s, account.id(), session, at);
            add(s, AuditAction.PASSWORD_CHANGED, account.id(), "by the old one", at);
          }
          return changed;
        });
  }

  @Override
  public boolean setResetLink(
      long id, byte[] hash, Instant at, Instant expiresAt, Instant unlessAfter) {
    Params.Binder<Long> values =
        (p, row) -> p.add(row.longValue()).add(hash).add(expiresAt).add(unlessAfter);
    return database.write(
        s -> {
          boolean set = s.update(SET_RESET_LINK, 0, List.of(id), values) > 0;
          if (set) {
            add(s, AuditAction.RESET_LINK_CREATED, id, "", at);
          }
          return set;
        });
  }

  @Override
  public boolean resetPassword(byte[] hash, String passwordHash, Instant at) {
    return database.write(
        s ->
            s.one(USE_RESET_LINK, 0, (p, row) -> p.add(hash).add(at), row -> row.getLong(1))
                .map(account -> setPassword(s, account, passwordHash, "by a link", at))
                .orElse(false));
  }

  @Override
  public boolean setAdmin(long id, boolean admin, Instant at) {
    AuditAction action = admin ? AuditAction.ADMIN_GRANTED : AuditAction.ADMIN_REVOKED;
    return database.write(
        s -> {
          boolean there =
              s.update(SET_ADMIN, 0, List.of(id), (p, row) -> p.add(admin ? 1 : 0).add(row)) > 0;
          if (there) {
            add(s, action, id, "", at);
          }
          return there;
        });
  }

  private static boolean any(Session session) {
    return session.one(ANY, 0, (p, row) -> {}, row -> true).isPresent();
  }

  /** Adds an account in a transaction that is under way. */
  static Account insert(
      Session session,
      AuditTable audit,
      String email,
      String name,
      String passwordHash,
      boolean admin,
      Instant createdAt) {
    Params.Binder<Session> values =
        (p, row) -> p.add(email).add(name).add(passwordHash).add(admin ? 1 : 0).add(createdAt);
    Account made = session.one(INSERT, 0, values, JdbcAccountStore::read).orElseThrow();
    audit.add(
        session,
        createdAt,
        Deed.of(
            AuditAction.ACCOUNT_CREATED,
            made.id(),
            made.email(),
            admin ? "administers the server" : ""));
    return made;
  }

  /** Reads the columns of an account, which come first in a row. */
  static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5) != 0,
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
