// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteConfig;

/**
 * SQLite's file in the data directory. A copy of it and of its write-ahead log is read, so that the
 * recovery of the original stays the server's.
 */
final class SqliteFile implements CrashDatabase {
  private static final String NAME = "tombo.db";

  private final Path data;
  private final Path copy;

  /** The file of a data directory, copied to another directory to be read. */
  SqliteFile(Path data, Path copy) {
    this.data = data;
    this.copy = copy;
  }

  @Override
  public List<String> arguments() {
    return List.of();
  }

  @Override
  public Ledger read(Findings findings) throws SQLException, IOException {
    Files.createDirectories(copy);
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(copy.resolve(NAME + suffix));
    }
    for (String suffix : List.of("", "-wal")) {
      if (Files.exists(data.resolve(NAME + suffix))) {
        Files.copy(
            data.resolve(NAME + suffix),
            copy.resolve(NAME + suffix),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + copy.resolve(NAME))) {
      List<List<String>> said = Ledger.rows(connection, "pragma integrity_check");
      if (!said.equals(List.of(List.of("ok")))) {
        findings.add("integrity_check: " + said);
      }
      return Ledger.read(connection);
    }
  }

  @Override
  public void close() {}
}
