// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.model.Project;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.ApiTokenStore.NewToken;
import dev.tombo.server.store.DigestTransaction.ValueKind;
import dev.tombo.server.store.ProjectStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Projects in their table, with what is kept of each. */
final class JdbcProjectStore implements ProjectStore {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into project (name, created_at) values (?, ?)
          returning id, name, created_at, rate_limit, daily_quota, monthly_quota""");

  private static final Sql BY_ID =
      Sql.of(
          "select id, name, created_at, rate_limit, daily_quota, monthly_quota from project where id = ?");

  private static final Sql BY_NAME =
      Sql.of(
          "select id, name, created_at, rate_limit, daily_quota, monthly_quota from project where name = ?");

  private static final Sql ALL =
      Sql.of(
          "select id, name, created_at, rate_limit, daily_quota, monthly_quota from project order by id");

  private static final Sql CHANGE =
      Sql.of(
          """
          update project set
            name = coalesce(?, name),
            rate_limit = case when ? = 1 then ? else rate_limit end,
            daily_quota = case when ? = 1 then ? else daily_quota end,
            monthly_quota = case when ? = 1 then ? else monthly_quota end
          where id = ?
          returning id, name, created_at, rate_limit, daily_quota, monthly_quota""");

  private static final Sql DELETE = Sql.of("delete from project where id = ?");

  private static final Sql LEAVE_WORD =
      Sql.of("insert into deleted_project (id, deleted_at) values (?, ?)");

  private static final Sql ALLOWANCE =
      Sql.of(
          """
          select p.rate_limit, p.daily_quota, p.monthly_quota,
            (select sum(l.count) from ledger l where l.project_id = :p and l.outcome = ?
              and l.hour >= ? and l.hour < ?),
            (select sum(l.count) from ledger l where l.project_id = :p and l.outcome = ?
              and l.hour >= ? and l.hour < ?)
          from project p
          where p.id = :p""");

  private static final Sql VALUES =
      Sql.of(
          """
          select value, count from project_value where project_id = :p and kind = ?""");

  private static final long HOURS_A_DAY = 24;
  private static final int MOST_VALUES = 1_000;

  private final Database database;
  private final AuditTable audit;

  JdbcProjectStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public ProjectStore by(Actor actor) {
    return new JdbcProjectStore(database, actor);
  }

  @Override
  public Project create(String name, long owner, Instant createdAt) {
    return database.write(s -> insert(s, audit, name, owner, createdAt));
  }

  @Override
  public Project create(String name, NewToken token, Instant createdAt) {
    return database.write(s -> insert(s, audit, name, token, createdAt));
  }

  /** Adds a project with an API token, whose account owns it. */
  static Project insert(
      Session session, AuditTable audit, String name, NewToken token, Instant createdAt) {
    Project project = insert(session, audit, name, token.account(), createdAt);
    var unused = JdbcApiTokenStore.insert(session, audit, project.id(), token, createdAt);
    return project;
  }

  private static Project insert(
      Session session, AuditTable audit, String name, long owner, Instant createdAt) {
    Params.Binder<Session> values = (p, row) -> p.add(name).add(createdAt);
    Project project = session.one(INSERT, 0, values, ProjectRows::read).orElseThrow();
    audit.add(
        session,
        createdAt,
        Deed.in(project.id(), AuditAction.PROJECT_CREATED, project.id(), name, ""));
    new MembershipTable(session, audit).set(owner, project.id(), Role.OWNER, createdAt);
    return project;
  }

  @Override
  public Optional<Project> find(long id) {
    return database.read(s -> s.one(BY_ID, 0, (p, row) -> p.add(id), ProjectRows::read));
  }

  @Override
  public Optional<Project> findByName(String name) {
    return database.read(s -> s.one(BY_NAME, 0, (p, row) -> p.add(name), ProjectRows::read));
  }

  @Override
  public List<Project> all() {
    return database.read(s -> s.query(ALL, 0, (p, row) -> {}, ProjectRows::read));
  }

  @Override
  public Optional<Project> change(long id, ProjectChange change, Instant at) {
    Params.Binder<Session> values =
        (p, row) -> {
          p.add(change.name().orElse(null));
          addChange(p, change.rateLimit());
          addChange(p, change.dailyQuota());
          addChange(p, change.monthlyQuota());
          p.add(id);
        };
    return database.write(
        s -> {
          Optional<Project> changed = s.one(CHANGE, 0, values, ProjectRows::read);
          changed.ifPresent(
              project ->
                  audit.add(
                      s,
                      at,
                      Deed.in(id, AuditAction.PROJECT_CHANGED, id, project.name(), said(change))));
          return changed;
        });
  }

  private static String said(ProjectChange change) {
    List<String> said = new ArrayList<>();
    change.name().ifPresent(name -> said.add("name " + name));
    change.rateLimit().ifPresent(limit -> said.add("rate limit " + said(limit)));
    change.dailyQuota().ifPresent(quota -> said.add("daily quota " + said(quota)));
    change.monthlyQuota().ifPresent(quota -> said.add("monthly quota " + said(quota)));
    return String.join(", ", said);
  }

  private static String said(OptionalLong limit) {
    return limit.isPresent() ? Long.toString(limit.getAsLong()) : "none";
  }

  private static void addChange(Params params, Optional<OptionalLong> change) throws SQLException {
    OptionalLong number = change.orElse(OptionalLong.empty());
    params
        .add(change.isPresent() ? 1 : 0)
        .add(number.isPresent() ? Long.valueOf(number.getAsLong()) : null);
  }

  @Override
  public boolean delete(long id, Instant at) {
    return database.write(
        s -> {
          Optional<String> name = ProjectRows.hold(s, id);
          if (name.isEmpty()) {
            return false;
          }
          // Invitations first: whoever is accepting one has become a member before those go.
          JdbcInvitationStore.deleteAll(s, id);
          JdbcApiTokenStore.deleteAll(s, id);
          MembershipTable.deleteAll(s, id);
          s.update(DELETE, 0, List.of(id), (p, row) -> p.add(id));
          s.update(LEAVE_WORD, 0, List.of(id), (p, row) -> p.add(id).add(at));
          audit.add(s, at, Deed.in(id, AuditAction.PROJECT_DELETED, id, name.get(), ""));
          return true;
        });
  }

  @Override
  public Optional<Membership> membership(long account, long project) {
    return database.read(s -> MembershipTable.find(s, account, project));
  }

  @Override
  public List<Membership> ofAccount(long account) {
    return database.read(s -> MembershipTable.ofAccount(s, account));
  }

  @Override
  public List<Member> members(long project) {
    return database.read(s -> MembershipTable.ofProject(s, project));
  }

  @Override
  public void setMember(long project, long account, Optional<Role> role, Instant at) {
    var unused =
        database.write(
            s -> {
              ProjectRows.require(s, project);
              MembershipTable memberships = new MembershipTable(s, audit);
              role.ifPresentOrElse(
                  as -> memberships.set(account, project, as, at),
                  () -> memberships.delete(account, project, at));
              return true;
            });
  }

  /**
   * {@inheritDoc}
   *
   * <p>Changes that come together queue at the project's row: of two owners one stays.
   */
  @Override
  public MemberChange changeMember(long project, long account, Optional<Role> role, Instant at) {
    return database.write(
        s -> {
          if (ProjectRows.hold(s, project).isEmpty()) {
            return MemberChange.NOT_FOUND;
          }
          return new MembershipTable(s, audit).change(account, project, role, at);
        });
  }

  @Override
  public Optional<Allowance> allowance(long project, long day) {
    long from = day * HOURS_A_DAY;
    long to = from + HOURS_A_DAY;
    long month = LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay() * HOURS_A_DAY;
    Params.Binder<Session> values =
        (p, row) ->
            p.add(LedgerOutcome.ACCEPTED)
                .add(from)
                .add(to)
                .add(LedgerOutcome.ACCEPTED)
                .add(month)
                .add(to);
    return database.read(
        s ->
            s.one(
                ALLOWANCE,
                project,
                values,
                row -> new Allowance(ProjectRows.limits(row, 1), row.getLong(4), row.getLong(5))));
  }

  @Override
  public SeenValues values(long project) {
    return database.read(
        s ->
            new SeenValues(
                values(s, project, ValueKind.ENVIRONMENT),
                values(s, project, ValueKind.RELEASE),
                values(s, project, ValueKind.ORIGIN),
                values(s, project, ValueKind.LOGGER)));
  }

  /** Sorted here: an index by count would change with every event. */
  private static List<String> values(Session session, long project, ValueKind kind) {
    return session
        .query(
            VALUES,
            project,
            (p, row) -> p.add(kind),
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_VALUES)
        .map(Map.Entry::getKey)
        .toList();
  }
}
