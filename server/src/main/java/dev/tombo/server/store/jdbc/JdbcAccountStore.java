// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Account;
import dev.tombo.server.store.AccountStore;
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

  private final Database database;

  JdbcAccountStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean any() {
    return database.read(s -> s.one(ANY, 0, (p, row) -> {}, row -> true)).isPresent();
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
    Params.Binder<Session> values =
        (p, row) -> p.add(email).add(name).add(passwordHash).add(admin ? 1 : 0).add(createdAt);
    return database.write(s -> s.one(INSERT, 0, values, JdbcAccountStore::read)).orElseThrow();
  }

  private static Account read(ResultSet row) throws SQLException {
    return new Account(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getLong(5) != 0,
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
