// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import dev.tombo.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/**
 * How many events and bodies of so many bytes a database takes from one thread, without anything
 * else that a digest does: {@code RawInserts sqlite|postgres BYTES ROWS_A_TRANSACTION...}.
 */
final class RawInserts {
  private static final Duration TIME = Duration.ofSeconds(5);
  private static final int GROUPINGS = 200;
  private static final String EVENT =
      "insert into event (project_id, id, number, grouping, token, received_at, at, occurrences)"
          + " values (?, ?, ?, ?, 1, ?, ?, 1)";
  private static final String BODY =
      "insert into event_body (project_id, grouping, number, id, body) values (?, ?, ?, ?, ?)";

  private final Random random = new Random(1);
  private final byte[] body;
  private long number;

  private RawInserts(int bytes) {
    body = new byte[bytes];
  }

  /** Inserts and prints. */
  public static void main(String[] args) throws IOException, SQLException {
    LoadedDatabase.Kind kind = LoadedDatabase.Kind.valueOf(args[0].toUpperCase(Locale.ROOT));
    Path directory = Files.createTempDirectory("tombo-raw");
    RawInserts inserts = new RawInserts(Integer.parseInt(args[1]));
    try (LoadedDatabase database = LoadedDatabase.open(kind, directory)) {
      store(database, directory).close();
      try (Connection connection = database.connection()) {
        connection.setAutoCommit(false);
        for (int i = 2; i < args.length; i++) {
          int rows = Integer.parseInt(args[i]);
          inserts.run(connection, rows);
          System.out.printf(
              Locale.ROOT,
              "%s, %d bytes, %d a transaction: %,.0f/s%n",
              args[0],
              inserts.body.length,
              rows,
              inserts.run(connection, rows));
        }
      }
    }
  }

  /** Has the tables made. */
  private static JdbcStore store(LoadedDatabase database, Path directory) {
    return database.arguments().isEmpty()
        ? JdbcStore.sqlite(directory.resolve("tombo.db"))
        : JdbcStore.postgres(
            database.arguments().getFirst().substring("--database-url=".length()), "", "");
  }

  private double run(Connection connection, int rows) throws SQLException {
    long start = System.nanoTime();
    long first = number;
    try (PreparedStatement events = connection.prepareStatement(EVENT);
        PreparedStatement bodies = connection.prepareStatement(BODY)) {
      while (System.nanoTime() - start < TIME.toNanos()) {
        for (int i = 0; i < rows; i++) {
          add(events, bodies);
        }
        events.executeBatch();
        bodies.executeBatch();
        connection.commit();
      }
    }
    return (number - first) * 1e9 / (System.nanoTime() - start);
  }

  private void add(PreparedStatement events, PreparedStatement bodies) throws SQLException {
    number++;
    long now = System.currentTimeMillis();
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong((now << 16) | 0x7000 | random.nextInt(0x1000))
            .putLong(random.nextLong())
            .array();
    long grouping = random.nextInt(GROUPINGS);
    byte[] bytes = body.clone();
    random.nextBytes(bytes);
    events.setLong(1, 1);
    events.setBytes(2, id);
    events.setLong(3, number);
    events.setLong(4, grouping);
    events.setLong(5, now);
    events.setLong(6, now);
    events.addBatch();
    bodies.setLong(1, 1);
    bodies.setLong(2, grouping);
    bodies.setLong(3, number);
    bodies.setBytes(4, id);
    bodies.setBytes(5, bytes);
    bodies.addBatch();
  }
}
