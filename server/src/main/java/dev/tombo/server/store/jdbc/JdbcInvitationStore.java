// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Account;
import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.model.Invitation;
import dev.tombo.server.model.Role;
import dev.tombo.server.store.InvitationStore;
import dev.tombo.server.store.ProjectStore.Membership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations in their table, which has the open ones only. */
final class JdbcInvitationStore implements InvitationStore {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into invitation (project, role, email, hash, account, created_at, expires_at)
          values (?, ?, ?, ?, ?, ?, ?)
          returning id""");

  private static final Sql FORGET_EXPIRED =
      Sql.of("delete from invitation where project = ? and expires_at <= ?");

  private static final Sql OF_PROJECT =
      Sql.of(
          """
          select i.id, i.project, i.role, i.email, a.name, a.email, i.created_at, i.expires_at
          from invitation i join account a on a.id = i.account
          where i.project = ? and i.expires_at > ? order by i.id""");

  private static final Sql BY_HASH =
      Sql.of(
          """
          select i.id, i.project, i.role, i.email, a.name, a.email, i.created_at, i.expires_at,
            p.name
          from invitation i
          join account a on a.id = i.account
          join project p on p.id = i.project
          where i.hash = ? and i.expires_at > ?""");

  private static final Sql REVOKE =
      Sql.of(
          "delete from invitation where project = ? and id = ? returning id, project, role, email");

  private static final Sql USE =
      Sql.of(
          "delete from invitation where hash = ? and expires_at > ? returning id, project, role, email");

  private static final Sql DELETE_ALL = Sql.of("delete from invitation where project = ?");

  private final Database database;
  private final AuditTable audit;

  JdbcInvitationStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public InvitationStore by(Actor actor) {
    return new JdbcInvitationStore(database, actor);
  }

  @Override
  public Invitation create(NewInvitation made) {
    Params.Binder<NewInvitation> expired = (p, row) -> p.add(row.project()).add(row.createdAt());
    Params.Binder<Session> values =
        (p, row) ->
            p.add(made.project())
                .add(made.role())
                .add(made.email().orElse(null))
                .add(made.hash())
                .add(made.account())
                .add(made.createdAt())
                .add(made.expiresAt());
    return database.write(
        s -> {
          ProjectRows.require(s, made.project());
          s.update(FORGET_EXPIRED, 0, List.of(made), expired);
          var unused = s.one(INSERT, 0, values, row -> row.getLong(1));
          Invitation invitation = find(s, made.hash(), made.createdAt()).orElseThrow().invitation();
          add(
              s,
              AuditAction.INVITATION_CREATED,
              new Place(invitation.id(), made.project(), made.role(), made.email().orElse("")),
              made.createdAt());
          return invitation;
        });
  }

  @Override
  public List<Invitation> ofProject(long project, Instant now) {
    return database.read(
        s ->
            s.query(
                OF_PROJECT,
                0,
                (p, row) -> p.add(project).add(now),
                JdbcInvitationStore::invitation));
  }

  @Override
  public Optional<Offer> find(byte[] hash, Instant now) {
    return database.read(s -> find(s, hash, now));
  }

  private static Optional<Offer> find(Session session, byte[] hash, Instant now) {
    return session.one(
        BY_HASH,
        0,
        (p, row) -> p.add(hash).add(now),
        row -> new Offer(invitation(row), row.getString(9)));
  }

  @Override
  public boolean revoke(long project, long id, Instant at) {
    return database.write(
        s -> {
          Optional<Place> gone = s.one(REVOKE, 0, (p, row) -> p.add(project).add(id), Place::read);
          gone.ifPresent(place -> add(s, AuditAction.INVITATION_REVOKED, place, at));
          return gone.isPresent();
        });
  }

  private void add(Session session, AuditAction action, Place place, Instant at) {
    audit.add(
        session,
        at,
        Deed.in(place.project, action, place.invitation, place.email, place.role.wireName()));
  }

  @Override
  public Optional<Membership> accept(byte[] hash, long account, Instant now) {
    return database.write(
        s ->
            use(s, hash, now)
                .flatMap(
                    place -> {
                      new MembershipTable(s, audit).add(account, place.project, place.role, now);
                      return MembershipTable.find(s, account, place.project);
                    }));
  }

  @Override
  public Optional<Account> accept(
      byte[] hash, String email, String name, String passwordHash, Instant now) {
    return database.write(
        s ->
            use(s, hash, now)
                .map(
                    place -> {
                      Account account =
                          JdbcAccountStore.insert(s, audit, email, name, passwordHash, false, now);
                      new MembershipTable(s, audit)
                          .add(account.id(), place.project, place.role, now);
                      return account;
                    }));
  }

  private Optional<Place> use(Session session, byte[] hash, Instant now) {
    Optional<Place> used = session.one(USE, 0, (p, row) -> p.add(hash).add(now), Place::read);
    used.ifPresent(place -> add(session, AuditAction.INVITATION_ACCEPTED, place, now));
    return used;
  }

  /** Removes a project's invitations in a transaction that is under way. */
  static void deleteAll(Session session, long project) {
    session.update(DELETE_ALL, 0, List.of(project), (p, row) -> p.add(project));
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    return new Invitation(
        row.getLong(1),
        row.getLong(2),
        Ordinals.read(Role.class, row, 3),
        Optional.ofNullable(row.getString(4)),
        Account.shownName(row.getString(5), row.getString(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)));
  }

  /** What an invitation is to; without an address it is for whoever has the link. */
  private record Place(long invitation, long project, Role role, String email) {
    private static Place read(ResultSet row) throws SQLException {
      String email = row.getString(4);
      return new Place(
          row.getLong(1),
          row.getLong(2),
          Ordinals.read(Role.class, row, 3),
          email == null ? "" : email);
    }
  }
}
