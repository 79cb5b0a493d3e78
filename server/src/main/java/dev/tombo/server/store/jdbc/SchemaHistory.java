// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;

/**
 * The migrations that this program has beside those that a database has seen, as Flyway remembers
 * them: version and checksum. Mostly they are the same, and Flyway, of which the loading alone is a
 * good part of a start, need not be asked.
 */
final class SchemaHistory {
  /** All of them, in order; both databases have their own by these names. */
  static final List<String> FILES = List.of("V1__schema.sql");

  private static final String TABLE = "flyway_schema_history";
  private static final int FAILED = -1;

  private final Map<String, Integer> ours;
  private final Map<String, Integer> applied;

  private SchemaHistory(Map<String, Integer> ours, Map<String, Integer> applied) {
    this.ours = ours;
    this.applied = applied;
  }

  static SchemaHistory read(Dialect dialect, Connection connection) throws SQLException {
    Map<String, Integer> ours = new LinkedHashMap<>();
    for (String file : FILES) {
      ours.put(version(file), checksum(dialect.migrations() + "/" + file));
    }
    return new SchemaHistory(ours, exists(connection) ? applied(connection) : Map.of());
  }

  /** Whether nothing is left to do. */
  boolean isCurrent() {
    return applied.equals(ours);
  }

  /**
   * Makes sure that this program knows all that was done to the database.
   *
   * @throws StoreException if it does not: an older program would write what a newer reads wrongly
   */
  void refuseNewer() {
    for (String version : applied.keySet()) {
      if (!ours.containsKey(version)) {
        throw new StoreException(
            "its schema has version %s, of a newer Tombo; this one knows versions up to %s"
                .formatted(version, version(FILES.getLast())));
      }
    }
  }

  private static String version(String file) {
    return file.substring(1, file.indexOf("__"));
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), connection.getSchema(), TABLE, null)) {
      return tables.next();
    }
  }

  private static Map<String, Integer> applied(Connection connection) throws SQLException {
    Map<String, Integer> applied = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select version, checksum, success from flyway_schema_history
                where version is not null""")) {
      while (rows.next()) {
        applied.put(rows.getString(1), rows.getBoolean(3) ? rows.getInt(2) : FAILED);
      }
    }
    return applied;
  }

  /** Flyway's: CRC-32 of the lines without their ends. */
  private static int checksum(String resource) {
    CRC32 crc = new CRC32();
    try (InputStream in = SchemaHistory.class.getClassLoader().getResourceAsStream(resource);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
    return (int) crc.getValue();
  }
}
