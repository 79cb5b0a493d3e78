// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The database under a load: SQLite in a directory, or a PostgreSQL that waits for its disk. */
abstract class LoadedDatabase implements AutoCloseable {
  /** What the kinds are called. */
  enum Kind {
    SQLITE,
    POSTGRES
  }

  /** A database that is made, or found in the directory. */
  static LoadedDatabase open(Kind kind, Path directory) throws IOException {
    return kind == Kind.SQLITE ? new Sqlite(directory) : started();
  }

  /** A PostgreSQL database that is there, and stays. */
  static LoadedDatabase at(String url) {
    return new Postgres(url, () -> {});
  }

  private static LoadedDatabase started() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("shared_buffers", "128MB")
            .start();
    return new Postgres(
        "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?user=postgres", postgres);
  }

  /** What the server's command line says of it. */
  abstract List<String> arguments();

  /** A connection past the server. */
  abstract Connection connection() throws SQLException;

  /** How much it takes on disk. */
  abstract long bytes() throws IOException, SQLException;

  /** How much of that is its write-ahead log. */
  abstract long logBytes() throws IOException, SQLException;

  @Override
  public void close() throws IOException {}

  private static final class Sqlite extends LoadedDatabase {
    private final Path directory;

    Sqlite(Path directory) {
      this.directory = directory;
    }

    @Override
    List<String> arguments() {
      return List.of();
    }

    @Override
    Connection connection() throws SQLException {
      Connection connection =
          DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tombo.db"));
      try (Statement statement = connection.createStatement()) {
        statement.execute("pragma synchronous = full");
        statement.execute("pragma wal_autocheckpoint = 2000");
      }
      return connection;
    }

    @Override
    long bytes() throws IOException {
      long bytes = 0;
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          bytes += file.getFileName().toString().startsWith("tombo.db") ? Files.size(file) : 0;
        }
      }
      return bytes;
    }

    @Override
    long logBytes() throws IOException {
      Path log = directory.resolve("tombo.db-wal");
      return Files.exists(log) ? Files.size(log) : 0;
    }
  }

  private static final class Postgres extends LoadedDatabase {
    private final String url;
    private final Closeable postgres;

    Postgres(String url, Closeable postgres) {
      this.url = url;
      this.postgres = postgres;
    }

    @Override
    List<String> arguments() {
      return List.of("--database-url=" + url);
    }

    @Override
    Connection connection() throws SQLException {
      return DriverManager.getConnection(url);
    }

    @Override
    long bytes() throws SQLException {
      return number("select pg_database_size(current_database())");
    }

    @Override
    long logBytes() throws SQLException {
      return number("select sum(size) from pg_ls_waldir()");
    }

    private long number(String query) throws SQLException {
      try (Connection connection = connection();
          Statement statement = connection.createStatement();
          ResultSet answer = statement.executeQuery(query)) {
        answer.next();
        return answer.getLong(1);
      }
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }
}
