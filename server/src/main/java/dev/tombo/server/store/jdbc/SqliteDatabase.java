// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;

/**
 * One SQLite file: one thread that writes, a few that read, each on connections of its own.
 * Thread-safe.
 */
final class SqliteDatabase implements Database {
  private static final Logger LOG = Logger.getLogger(SqliteDatabase.class.getName());

  /** How long the writer waits for another process that writes. */
  private static final int BUSY_MILLIS = 2_000;

  /** How long for those who read the write-ahead log that is to be cut off. */
  private static final int FLUSH_MILLIS = 200;

  /** In this order: the first two hold only if set before the third and before the first table. */
  private static final List<String> FILE =
      List.of("page_size = 8192", "auto_vacuum = incremental", "journal_mode = wal");

  /**
   * Of each connection that writes. Checkpoints are small, since the next commit waits for them.
   */
  private static final List<String> WRITER =
      List.of(
          "synchronous = full",
          "foreign_keys = on",
          "secure_delete = on",
          "wal_autocheckpoint = 2000",
          "journal_size_limit = 67108864",
          "cache_size = -16384",
          "temp_store = memory");

  private static final List<String> READER =
      List.of("query_only = on", "cache_size = -4096", "temp_store = memory");

  private final Path file;
  private final Optional<Object> identity;
  private final NativeThreads writing;
  private final NativeThreads reading;
  private final Session writer;
  private final BlockingQueue<Session> readers;
  private final Semaphore lengthy;

  private SqliteDatabase(Path file, Session writer, List<Session> readers) {
    this.file = file;
    identity = identity(file);
    this.writer = writer;
    this.readers = new ArrayBlockingQueue<>(readers.size(), false, readers);
    lengthy = new Semaphore(readers.size() - 1);
    writing = new NativeThreads("tombo-sqlite-writer", 1);
    reading = new NativeThreads("tombo-sqlite-reader", readers.size());
  }

  /** Opens or makes the database of a file, with its schema up to date. */
  static SqliteDatabase open(Path file) {
    List<Session> open = new ArrayList<>();
    try {
      SQLiteDataSource source = source(file);
      try (Connection connection = source.getConnection()) {
        pragmas(connection, FILE);
      }
      Migrations.run(Dialect.SQLITE, source::getConnection);
      Session writer = writer(source.getConnection());
      open.add(writer);
      List<Session> readers = new ArrayList<>();
      for (int i = 0; i < Math.clamp(Runtime.getRuntime().availableProcessors() + 1, 3, 5); i++) {
        readers.add(reader(source.getConnection()));
        open.add(readers.getLast());
      }
      return new SqliteDatabase(file, writer, readers);
    } catch (SQLException e) {
      open.forEach(Session::close);
      throw SqlErrors.of(Dialect.SQLITE, e);
    }
  }

  /** Loads the driver and its native code. */
  static void load() {
    try {
      SQLiteJDBCLoader.initialize();
      source(Path.of("none"));
    } catch (Exception e) { // as the method says; whoever opens a database hears of it
      LOG.log(Level.FINE, "SQLite cannot be loaded", e);
    }
  }

  @Override
  public <T> T read(Function<Session, T> work) {
    return reading.call(
        () -> {
          // As many sessions as threads: there is one.
          Session session = readers.remove();
          try {
            return work.apply(session);
          } finally {
            readers.add(session);
          }
        });
  }

  @Override
  public Semaphore lengthy() {
    return lengthy;
  }

  @Override
  public <T> T write(Function<Session, T> work) {
    return writing.call(
        () -> {
          requireFile();
          return writer.transaction(work);
        });
  }

  /**
   * SQLite goes on without complaint in a file that was removed, and all that it commits is lost.
   */
  private void requireFile() {
    if (!identity(file).equals(identity)) {
      throw gone(new IOException("another file stands there"));
    }
  }

  /** What tells a file from another of its name, where the system has that. */
  private static Optional<Object> identity(Path file) {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private static StoreUnavailableException gone(IOException cause) {
    return new StoreUnavailableException(
        "the database's file was removed or replaced", "its file was removed or replaced", cause);
  }

  @Override
  public int writers() {
    return 1;
  }

  /**
   * {@inheritDoc}
   *
   * <p>In the file it is zeros already; the write-ahead log is taken into that and cut off, once
   * nobody reads what was before. The writer waits for that only briefly.
   */
  @Override
  public void flushErased() {
    String busy =
        writing.call(
            () -> {
              pragma("busy_timeout = " + FLUSH_MILLIS);
              try {
                return pragma("wal_checkpoint(truncate)");
              } finally {
                pragma("busy_timeout = " + BUSY_MILLIS);
              }
            });
    if (!busy.equals("0")) {
      throw new StoreUnavailableException(
          "somebody reads what was overwritten", new IllegalStateException("the log is in use"));
    }
  }

  /** {@inheritDoc} The write-ahead log is a part of it. */
  @Override
  public long bytes() {
    return size(file) + size(file.resolveSibling(file.getFileName() + "-wal"));
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new StoreUnavailableException("the size of the database cannot be read", e);
    }
  }

  /** What the writer's connection says of a pragma. */
  String writerPragma(String name) {
    return writing.call(() -> pragma(name));
  }

  private String pragma(String text) {
    return writer.query(Sql.of("pragma " + text), 0, (p, s) -> {}, r -> r.getString(1)).getFirst();
  }

  @Override
  public void close() {
    reading.close();
    writing.close();
    for (Session session = readers.poll(); session != null; session = readers.poll()) {
      session.close();
    }
    // Last, so that it takes the write-ahead log into the file.
    writer.close();
  }

  private static SQLiteDataSource source(Path file) {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // Nobody asks for them, and the driver would after each insert, by a statement of its own.
    config.setGetGeneratedKeys(false);
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    return source;
  }

  /**
   * The driver is told that it does not commit, so that it tries no commit of its own after each
   * statement; the transactions' bounds are the dialect's.
   */
  private static Session writer(Connection connection) throws SQLException {
    pragmas(connection, WRITER);
    connection.setAutoCommit(false);
    Dialect.SQLITE.rollback(connection);
    return new Session(connection, Dialect.SQLITE);
  }

  private static Session reader(Connection connection) throws SQLException {
    pragmas(connection, READER);
    return new Session(connection, Dialect.SQLITE);
  }

  private static void pragmas(Connection connection, List<String> pragmas) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String pragma : pragmas) {
        statement.execute("pragma " + pragma);
      }
    }
  }
}
