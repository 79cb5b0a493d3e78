// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tombo.server.store.StoreException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL database through a pool; several transactions may write at once. Thread-safe. */
final class PostgresDatabase implements Database {
  private static final Logger LOG = Logger.getLogger(PostgresDatabase.class.getName());
  private static final int CONNECTIONS = 10;

  /**
   * For different projects: of one they would take turns, as each holds its numbers till the end.
   */
  private static final int WRITERS = 2;

  private static final long WAIT_MILLIS = 2_000;
  private static final Sql BYTES = Sql.of("values (pg_database_size(current_database()))");

  /**
   * A commit that is not on disk is none, whatever the server's default; a stronger default stays.
   */
  private static final String EACH_CONNECTION =
      """
      set statement_timeout = '10s';
      select set_config('synchronous_commit', 'on', false)
      where current_setting('synchronous_commit') in ('off', 'local')""";

  private final HikariDataSource pool;
  private final Semaphore lengthy = new Semaphore(CONNECTIONS / 2);

  private PostgresDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects to a database and brings its schema up to date.
   *
   * @param url of JDBC; what it says wins over the settings here
   * @param user empty where the URL says it
   * @param password empty where the URL says it or none is needed
   */
  static PostgresDatabase open(String url, String user, String password) {
    // Not by the pool: a migration may take longer than the pool lets a statement run.
    Migrations.run(
        Dialect.POSTGRESQL, () -> DriverManager.getConnection(url, orNull(user), orNull(password)));
    try {
      return new PostgresDatabase(new HikariDataSource(config(url, user, password)));
    } catch (RuntimeException e) {
      throw SqlErrors.of(Dialect.POSTGRESQL, e);
    }
  }

  @Override
  public <T> T read(Function<Session, T> work) {
    try (Session session = session()) {
      return work.apply(session);
    }
  }

  @Override
  public Semaphore lengthy() {
    return lengthy;
  }

  @Override
  public <T> T write(Function<Session, T> work) {
    Session session = session();
    try {
      return session.transaction(work);
    } finally {
      release(session);
    }
  }

  @Override
  public int writers() {
    return WRITERS;
  }

  /** {@inheritDoc} The database overwrites it by itself, when it vacuums. */
  @Override
  public void flushErased() {}

  /** {@inheritDoc} Whatever else is in the same database is a part of it. */
  @Override
  public long bytes() {
    return read(s -> s.query(BYTES, 0, (p, row) -> {}, row -> row.getLong(1)).getFirst());
  }

  @Override
  public void close() {
    pool.close();
  }

  /** What was committed stays so, though its connection breaks afterwards. */
  private static void release(Session session) {
    try {
      session.close();
    } catch (StoreException e) {
      LOG.log(Level.FINE, "a connection broke after its transaction", e);
    }
  }

  private Session session() {
    try {
      return new Session(pool.getConnection(), Dialect.POSTGRESQL);
    } catch (SQLException e) {
      throw SqlErrors.of(Dialect.POSTGRESQL, e);
    }
  }

  private static HikariConfig config(String url, String user, String password) {
    var config = new HikariConfig();
    config.setPoolName("tombo-postgresql");
    config.setJdbcUrl(url);
    config.setUsername(orNull(user));
    config.setPassword(orNull(password));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(2);
    config.setConnectionTimeout(WAIT_MILLIS);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(EACH_CONNECTION);
    config.addDataSourceProperty("ApplicationName", "tombo");
    config.addDataSourceProperty("prepareThreshold", "3");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The detail quotes the rows, and what it says ends up in logs.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
