// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Role;
import dev.tombo.server.store.ProjectStore.Member;
import dev.tombo.server.store.ProjectStore.MemberChange;
import dev.tombo.server.store.ProjectStore.Membership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is what in which project. */
final class MembershipTable {
  private static final Sql ONE =
      Sql.of(
          """
          select p.id, p.name, p.created_at, p.rate_limit, p.daily_quota, m.role
          from membership m join project p on p.id = m.project
          where m.account = ? and m.project = ?""");

  private static final Sql OF_ACCOUNT =
      Sql.of(
          """
          select p.id, p.name, p.created_at, p.rate_limit, p.daily_quota, m.role
          from membership m join project p on p.id = m.project
          where m.account = ? order by m.project""");

  private static final Sql OF_PROJECT =
      Sql.of(
          """
          select a.id, a.email, a.name, m.role
          from membership m join account a on a.id = m.account
          where m.project = ?""");

  private static final Sql SET =
      Sql.of(
          """
          insert into membership (account, project, role, created_at) values (?, ?, ?, ?)
          on conflict (account, project) do update set role = excluded.role""");

  private static final Sql ADD =
      Sql.of("insert into membership (account, project, role, created_at) values (?, ?, ?, ?)");

  private static final Sql CHANGE =
      Sql.of("update membership set role = ? where account = ? and project = ?");

  private static final Sql OTHER_IN_ROLE =
      Sql.of("select 1 from membership where project = ? and role = ? and account <> ? limit 1");

  private static final Sql DELETE =
      Sql.of("delete from membership where account = ? and project = ?");

  private static final Sql DELETE_ALL = Sql.of("delete from membership where project = ?");

  private final Session session;

  MembershipTable(Session session) {
    this.session = session;
  }

  Optional<Membership> find(long account, long project) {
    return session.one(
        ONE, 0, (p, row) -> p.add(account).add(project), MembershipTable::membership);
  }

  List<Membership> ofAccount(long account) {
    return session.query(OF_ACCOUNT, 0, (p, row) -> p.add(account), MembershipTable::membership);
  }

  List<Member> ofProject(long project) {
    return session
        .query(OF_PROJECT, 0, (p, row) -> p.add(project), MembershipTable::member)
        .stream()
        .sorted(Comparator.comparingLong(Member::account))
        .toList();
  }

  void set(long account, long project, Role role, Instant at) {
    session.update(SET, 0, List.of(role), (p, row) -> p.add(account).add(project).add(row).add(at));
  }

  /** Adds a membership; fails if the account is a member already. */
  void add(long account, long project, Role role, Instant at) {
    session.update(ADD, 0, List.of(role), (p, row) -> p.add(account).add(project).add(row).add(at));
  }

  /** Gives a member another role, or none, unless the project would have no owner. */
  MemberChange change(long account, long project, Optional<Role> role) {
    Optional<Role> before = find(account, project).map(Membership::role);
    if (before.isEmpty()) {
      return MemberChange.NOT_FOUND;
    }
    boolean ownerLeaves = before.get() == Role.OWNER && role.orElse(Role.VIEWER) != Role.OWNER;
    if (ownerLeaves && !otherOwner(account, project)) {
      return MemberChange.LAST_OWNER;
    }
    role.ifPresentOrElse(
        as ->
            session.update(
                CHANGE, 0, List.of(as), (p, row) -> p.add(row).add(account).add(project)),
        () -> delete(account, project));
    return MemberChange.DONE;
  }

  private boolean otherOwner(long account, long project) {
    return session
        .one(OTHER_IN_ROLE, 0, (p, row) -> p.add(project).add(Role.OWNER).add(account), row -> true)
        .isPresent();
  }

  void delete(long account, long project) {
    session.update(DELETE, 0, List.of(project), (p, row) -> p.add(account).add(project));
  }

  void deleteAll(long project) {
    session.update(DELETE_ALL, 0, List.of(project), (p, row) -> p.add(project));
  }

  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(ProjectRows.read(row), Ordinals.read(Role.class, row, 6));
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getLong(1), row.getString(2), row.getString(3), Ordinals.read(Role.class, row, 4));
  }
}
