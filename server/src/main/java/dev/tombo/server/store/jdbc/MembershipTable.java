// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
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
          select p.id, p.name, p.created_at, p.rate_limit, p.daily_quota, p.monthly_quota, m.role
          from membership m join project p on p.id = m.project
          where m.account = ? and m.project = ?""");

  private static final Sql OF_ACCOUNT =
      Sql.of(
          """
          select p.id, p.name, p.created_at, p.rate_limit, p.daily_quota, p.monthly_quota, m.role
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
  private final AuditTable audit;

  MembershipTable(Session session, AuditTable audit) {
    this.session = session;
    this.audit = audit;
  }

  static Optional<Membership> find(Session session, long account, long project) {
    return session.one(
        ONE, 0, (p, row) -> p.add(account).add(project), MembershipTable::membership);
  }

  static List<Membership> ofAccount(Session session, long account) {
    return session.query(OF_ACCOUNT, 0, (p, row) -> p.add(account), MembershipTable::membership);
  }

  static List<Member> ofProject(Session session, long project) {
    return session
        .query(OF_PROJECT, 0, (p, row) -> p.add(project), MembershipTable::member)
        .stream()
        .sorted(Comparator.comparingLong(Member::account))
        .toList();
  }

  void set(long account, long project, Role role, Instant at) {
    Optional<Role> before = role(account, project);
    session.update(SET, 0, List.of(role), (p, row) -> p.add(account).add(project).add(row).add(at));
    AuditAction action = before.isPresent() ? AuditAction.MEMBER_CHANGED : AuditAction.MEMBER_ADDED;
    tell(action, account, project, said(role, before), at);
  }

  private Optional<Role> role(long account, long project) {
    return find(session, account, project).map(Membership::role);
  }

  private static String said(Role role, Optional<Role> before) {
    return role.wireName() + before.map(was -> ", was " + was.wireName()).orElse("");
  }

  private void tell(AuditAction action, long account, long project, String detail, Instant at) {
    String email = AuditTable.email(session, account);
    audit.add(session, at, Deed.in(project, action, account, email, detail));
  }

  /** Adds a membership; fails if the account is a member already. */
  void add(long account, long project, Role role, Instant at) {
    session.update(ADD, 0, List.of(role), (p, row) -> p.add(account).add(project).add(row).add(at));
    tell(AuditAction.MEMBER_ADDED, account, project, said(role, Optional.empty()), at);
  }

  /** Gives a member another role, or none, unless the project would have no owner. */
  MemberChange change(long account, long project, Optional<Role> role, Instant at) {
    Optional<Role> before = role(account, project);
    if (before.isEmpty()) {
      return MemberChange.NOT_FOUND;
    }
    boolean ownerLeaves = before.get() == Role.OWNER && role.orElse(Role.VIEWER) != Role.OWNER;
    if (ownerLeaves && !otherOwner(account, project)) {
      return MemberChange.LAST_OWNER;
    }
    role.ifPresentOrElse(
        as -> {
          session.update(CHANGE, 0, List.of(as), (p, row) -> p.add(row).add(account).add(project));
          tell(AuditAction.MEMBER_CHANGED, account, project, said(as, before), at);
        },
        () -> delete(account, project, at));
    return MemberChange.DONE;
  }

  private boolean otherOwner(long account, long project) {
    return session
        .one(OTHER_IN_ROLE, 0, (p, row) -> p.add(project).add(Role.OWNER).add(account), row -> true)
        .isPresent();
  }

  void delete(long account, long project, Instant at) {
    int ended =
        session.update(DELETE, 0, List.of(project), (p, row) -> p.add(account).add(project));
    if (ended > 0) {
      tell(AuditAction.MEMBER_REMOVED, account, project, "", at);
    }
  }

  /** Ends all memberships of a project, which goes with them. */
  static void deleteAll(Session session, long project) {
    session.update(DELETE_ALL, 0, List.of(project), (p, row) -> p.add(project));
  }

  private static Membership membership(ResultSet row) throws SQLException {
    return new Membership(ProjectRows.read(row), Ordinals.read(Role.class, row, 7));
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        row.getLong(1), row.getString(2), row.getString(3), Ordinals.read(Role.class, row, 4));
  }
}
