// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.store.AccountStore;
import dev.tombo.server.store.ApiTokenStore;
import dev.tombo.server.store.AuditStore;
import dev.tombo.server.store.DictionaryStore;
import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.ErasureStore;
import dev.tombo.server.store.EventStore;
import dev.tombo.server.store.GroupingStore;
import dev.tombo.server.store.InvitationStore;
import dev.tombo.server.store.IssueStore;
import dev.tombo.server.store.LedgerStore;
import dev.tombo.server.store.PersonalTokenStore;
import dev.tombo.server.store.ProjectStore;
import dev.tombo.server.store.RegroupStore;
import dev.tombo.server.store.RetentionStore;
import dev.tombo.server.store.ScrubbingStore;
import dev.tombo.server.store.SecondFactorStore;
import dev.tombo.server.store.SessionStore;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreUnavailableException;
import java.nio.file.Path;

/** The store in SQLite or PostgreSQL. Thread-safe. */
public final class JdbcStore implements Store {
  /** Writes the row that there is to see whether writing works. */
  static final Sql PROBE =
      Sql.of(
          """
          insert into probe (id, writes) values (1, 1)
          on conflict (id) do update set writes = probe.writes + 1
          returning writes""");

  private final Database database;

  private JdbcStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the store in a SQLite file, which is made where there is none.
   *
   * @param file in a directory that exists
   * @throws StoreUnavailableException if it cannot be opened
   */
  public static JdbcStore sqlite(Path file) {
    return new JdbcStore(SqliteDatabase.open(file));
  }

  /**
   * Opens the store in a PostgreSQL database, which must exist.
   *
   * @param url such as {@code jdbc:postgresql://host/database}
   * @param user empty where the URL says it
   * @param password empty where the URL says it or none is needed
   * @throws StoreUnavailableException if it cannot be reached
   */
  public static JdbcStore postgres(String url, String user, String password) {
    return new JdbcStore(PostgresDatabase.open(url, user, password));
  }

  /**
   * Loads what {@link #sqlite} needs, native code among it: for another thread, while something
   * else is waited for.
   */
  public static void loadSqlite() {
    SqliteDatabase.load();
  }

  @Override
  public DigestStore digests() {
    return new JdbcDigestStore(database);
  }

  @Override
  public IssueStore issues() {
    return issues(IssueListSql.NEAR);
  }

  /** Issues whose lists first look among so many. */
  IssueStore issues(int near) {
    return new JdbcIssueStore(database, near);
  }

  @Override
  public RegroupStore regroupings() {
    return new JdbcRegroupStore(database);
  }

  @Override
  public GroupingStore groupings() {
    return new JdbcGroupingStore(database, Actor.SERVER);
  }

  @Override
  public ScrubbingStore scrubbing() {
    return new JdbcScrubbingStore(database, Actor.SERVER);
  }

  @Override
  public DictionaryStore dictionaries() {
    return new JdbcDictionaryStore(database);
  }

  @Override
  public EventStore events() {
    return new JdbcEventStore(database);
  }

  @Override
  public AccountStore accounts() {
    return new JdbcAccountStore(database, Actor.SERVER);
  }

  @Override
  public SecondFactorStore secondFactors() {
    return new JdbcSecondFactorStore(database, Actor.SERVER);
  }

  @Override
  public SessionStore sessions() {
    return new JdbcSessionStore(database, Actor.SERVER);
  }

  @Override
  public PersonalTokenStore personalTokens() {
    return new JdbcPersonalTokenStore(database, Actor.SERVER);
  }

  @Override
  public ProjectStore projects() {
    return new JdbcProjectStore(database, Actor.SERVER);
  }

  @Override
  public InvitationStore invitations() {
    return new JdbcInvitationStore(database, Actor.SERVER);
  }

  @Override
  public ApiTokenStore apiTokens() {
    return new JdbcApiTokenStore(database, Actor.SERVER);
  }

  @Override
  public ErasureStore erasures() {
    return new JdbcErasureStore(database, Actor.SERVER);
  }

  @Override
  public AuditStore audit() {
    return new JdbcAuditStore(database);
  }

  @Override
  public LedgerStore ledgers() {
    return new JdbcLedgerStore(database);
  }

  @Override
  public RetentionStore retention() {
    return new JdbcRetentionStore(database);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Writes a row and commits it: less, such as a transaction rolled back, does not notice a full
   * disk.
   */
  @Override
  public void check() {
    var unused = database.write(s -> s.one(PROBE, 0, (p, row) -> {}, row -> row.getLong(1)));
  }

  @Override
  public long bytes() {
    return database.bytes();
  }

  @Override
  public void close() {
    database.close();
  }

  /** The database, for tests that look at its connections. */
  Database database() {
    return database;
  }
}
