// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditAction;
import dev.tombo.server.model.AuditEntry.Deed;
import dev.tombo.server.store.SecondFactorStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Second factors and recovery codes in their tables. */
final class JdbcSecondFactorStore implements SecondFactorStore {
  private static final Sql FIND =
      Sql.of(
          """
          select sealed, confirmed, last_step, guesses, guessed_at
          from second_factor where account = ?""");

  private static final Sql START =
      Sql.of(
          """
          insert into second_factor
            (account, sealed, confirmed, last_step, guesses, guessed_at)
          values (?, ?, 0, 0, 0, 0)
          on conflict (account) do update set sealed = excluded.sealed
          where second_factor.confirmed = 0""");

  private static final Sql CONFIRM =
      Sql.of(
          """
          update second_factor set confirmed = 1, last_step = ?
          where account = ? and confirmed = 0 and sealed = ?""");

  private static final Sql GUESS =
      Sql.of(
          """
          update second_factor set guesses = guesses + 1, guessed_at = ?
          where account = ? and guesses = ?""");

  private static final Sql USE =
      Sql.of(
          """
          update second_factor set last_step = ?, guesses = 0
          where account = ? and confirmed = 1 and last_step < ?""");

  /** Holds the row too, so that it is not removed meanwhile. */
  private static final Sql FORGET_GUESSES =
      Sql.of("update second_factor set guesses = 0 where account = ? and confirmed = 1");

  private static final Sql REMOVE = Sql.of("delete from second_factor where account = ?");

  private static final Sql ADD_CODES =
      Sql.of("insert into recovery_code (account, hash) values [(?, ?)]");

  private static final Sql COUNT_CODES =
      Sql.of("select count(*) from recovery_code where account = ?");

  private static final Sql USE_CODE =
      Sql.of("delete from recovery_code where account = ? and hash = ?");

  private static final Sql REMOVE_CODES = Sql.of("delete from recovery_code where account = ?");

  private final Database database;
  private final AuditTable audit;

  JdbcSecondFactorStore(Database database, Actor actor) {
    this.database = database;
    this.audit = new AuditTable(actor);
  }

  @Override
  public SecondFactorStore by(Actor actor) {
    return new JdbcSecondFactorStore(database, actor);
  }

  @Override
  public Optional<SecondFactor> find(long account) {
    return database.read(
        s ->
            s.one(
                FIND,
                0,
                (p, row) -> p.add(account),
                row ->
                    new SecondFactor(
                        row.getBytes(1),
                        row.getLong(2) != 0,
                        row.getLong(3),
                        row.getLong(4),
                        Instant.ofEpochMilli(row.getLong(5)))));
  }

  @Override
  public boolean start(long account, byte[] sealed) {
    return database.write(
        s ->
            s.update(START, 0, List.of(account), (p, row) -> p.add(row.longValue()).add(sealed))
                > 0);
  }

  @Override
  public boolean confirm(
      long account,
      byte[] sealed,
      long step,
      Collection<byte[]> recoveryCodes,
      long session,
      Instant at) {
    Params.Binder<Long> values = (p, row) -> p.add(step).add(row.longValue()).add(sealed);
    return database.write(
        s -> {
          boolean confirmed = s.update(CONFIRM, 0, List.of(account), values) > 0;
          if (confirmed) {
            setCodes(s, account, recoveryCodes);
            JdbcAccountStore.endSessions(s, account, session, at);
          }
          return told(s, confirmed, AuditAction.SECOND_FACTOR_CONFIRMED, account, at);
        });
  }

  @Override
  public boolean guess(long account, long guesses, Instant at) {
    Params.Binder<Long> values = (p, row) -> p.add(at).add(row.longValue()).add(guesses);
    return database.write(s -> s.update(GUESS, 0, List.of(account), values)) > 0;
  }

  @Override
  public boolean use(long account, long step) {
    Params.Binder<Long> values = (p, row) -> p.add(step).add(row.longValue()).add(step);
    return database.write(s -> s.update(USE, 0, List.of(account), values)) > 0;
  }

  @Override
  public boolean useRecoveryCode(long account, byte[] hash, Instant at) {
    Params.Binder<byte[]> values = (p, row) -> p.add(account).add(row);
    return database.write(
        s -> {
          boolean used =
              s.update(USE_CODE, 0, List.of(hash), values) > 0 && forgetGuesses(s, account);
          return told(s, used, AuditAction.RECOVERY_CODE_USED, account, at);
        });
  }

  @Override
  public long recoveryCodes(long account) {
    return database
        .read(s -> s.one(COUNT_CODES, 0, (p, row) -> p.add(account), row -> row.getLong(1)))
        .orElse(0L);
  }

  @Override
  public boolean setRecoveryCodes(long account, Collection<byte[]> hashes, Instant at) {
    return database.write(
        s -> {
          boolean known = forgetGuesses(s, account);
          if (known) {
            setCodes(s, account, hashes);
          }
          return told(s, known, AuditAction.RECOVERY_CODES_CREATED, account, at);
        });
  }

  @Override
  public boolean remove(long account, Instant at) {
    return database.write(s -> remove(s, audit, account, at));
  }

  /** Takes one away in a transaction that is under way. */
  static boolean remove(Session session, AuditTable audit, long account, Instant at) {
    removeCodes(session, account);
    boolean removed =
        session.update(REMOVE, 0, List.of(account), (p, row) -> p.add(row.longValue())) > 0;
    return told(session, audit, removed, AuditAction.SECOND_FACTOR_REMOVED, account, at);
  }

  private boolean told(
      Session session, boolean done, AuditAction action, long account, Instant at) {
    return told(session, audit, done, action, account, at);
  }

  /** Tells what was done to an account's, if it was; answers whether it was. */
  private static boolean told(
      Session session,
      AuditTable audit,
      boolean done,
      AuditAction action,
      long account,
      Instant at) {
    if (done) {
      audit.add(session, at, Deed.of(action, account, AuditTable.email(session, account), ""));
    }
    return done;
  }

  private static boolean forgetGuesses(Session session, long account) {
    return session.update(FORGET_GUESSES, 0, List.of(account), (p, row) -> p.add(row.longValue()))
        > 0;
  }

  private static void setCodes(Session session, long account, Collection<byte[]> hashes) {
    removeCodes(session, account);
    session.update(ADD_CODES, 0, hashes, (p, hash) -> p.add(account).add(hash));
  }

  private static void removeCodes(Session session, long account) {
    session.update(REMOVE_CODES, 0, List.of(account), (p, row) -> p.add(row.longValue()));
  }
}
