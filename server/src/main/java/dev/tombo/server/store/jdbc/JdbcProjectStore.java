// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Projects, memberships and API tokens in their tables. */
final class JdbcProjectStore implements ProjectStore {
  private static final Sql INSERT =
      Sql.of("insert into project (name, created_at) values (?, ?) returning id, name, created_at");

  private static final Sql INSERT_MEMBER =
      Sql.of("insert into membership (account, project, role, created_at) values (?, ?, ?, ?)");

  private static final Sql BY_ID = Sql.of("select id, name, created_at from project where id = ?");

  private static final Sql ALL = Sql.of("select id, name, created_at from project order by id");

  private static final Sql MEMBERSHIP =
      Sql.of(
          """
          select p.id, p.name, p.created_at, m.role
          from membership m join project p on p.id = m.project
          where m.account = ? and m.project = ?""");

  private static final Sql OF_ACCOUNT =
      Sql.of(
          """
          select p.id, p.name, p.created_at, m.role
          from membership m join project p on p.id = m.project
          where m.account = ? order by m.project""");

  private static final Sql INSERT_TOKEN =
      Sql.of(
          """
          insert into api_token (project, account, name, hash, sealed, created_at)
          values (?, ?, ?, ?, ?, ?)
          returning id, project, account, name, created_at, revoked_at""");

  private static final Sql TOKEN_BY_HASH =
      Sql.of(
          """
          select id, project, account, name, created_at, revoked_at
          from api_token where hash = ?""");

  private static final Sql TOKEN_BY_ID =
      Sql.of(
          """
          select id, project, account, name, created_at, revoked_at
          from api_token where project = ? and id = ?""");

  private static final Sql TOKENS =
      Sql.of(
          """
          select id, project, account, name, created_at, revoked_at
          from api_token where project = ? order by id""");

  private final Database database;

  JdbcProjectStore(Database database) {
    this.database = database;
  }

  @Override
  public Project create(String name, long owner, Instant createdAt) {
    return database.write(
        s -> {
          Project project =
              s.one(INSERT, 0, (p, row) -> p.add(name).add(createdAt), JdbcProjectStore::project)
                  .orElseThrow();
          s.update(
              INSERT_MEMBER,
              0,
              List.of(Role.OWNER),
              (p, role) -> p.add(owner).add(project.id()).add(role).add(createdAt));
          return project;
        });
  }

  @Override
  public Optional<Project> find(long id) {
    return database.read(s -> s.one(BY_ID, 0, (p, row) -> p.add(id), JdbcProjectStore::project));
  }

  @Override
  public List<Project> all() {
    return database.read(s -> s.query(ALL, 0, (p, row) -> {}, JdbcProjectStore::project));
  }

  @Override
  public Optional<Membership> membership(long account, long project) {
    return database.read(
        s ->
            s.one(
                MEMBERSHIP,
                0,
                (p, row) -> p.add(account).add(project),
                JdbcProjectStore::membership));
  }

  @Override
  public List<Membership> ofAccount(long account) {
    return database.read(
        s -> s.query(OF_ACCOUNT, 0, (p, row) -> p.add(account), JdbcProjectStore::membership));
  }

  @Override
  public ApiToken createToken(
      long project, long account, String name, byte[] hash, byte[] sealed, Instant createdAt) {
    Params.Binder<Session> values =
        (p, row) -> p.add(project).add(account).add(name).add(hash).add(sealed).add(createdAt);
    return database
        .write(s -> s.one(INSERT_TOKEN, 0, values, JdbcProjectStore::token))
        .orElseThrow();
  }

  @Override
  public Optional<ApiToken> findToken(byte[] hash) {
    return database.read(
        s -> s.one(TOKEN_BY_HASH, 0, (p, row) -> p.add(hash), JdbcProjectStore::token));
  }

  @Override
  public List<ApiToken> tokens(long project) {
    return database.read(
        s -> s.query(TOKENS, 0, (p, row) -> p.add(project), JdbcProjectStore::token));
  }

  @Override
  public Optional<ApiToken> findToken(long project, long id) {
    return database.read(
        s -> s.one(TOKEN_BY_ID, 0, (p, row) -> p.add(project).add(id), JdbcProjectStore::token));
  }

  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(project(row), Ordinals.read(Role.class, row, 4));
  }

  private static Project project(ResultSet row) throws SQLException {
    return new Project(row.getLong(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3)));
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    long revokedAt = row.getLong(6);
    boolean revoked = !row.wasNull();
    return new ApiToken(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        revoked ? Instant.ofEpochMilli(revokedAt) : null);
  }
}
