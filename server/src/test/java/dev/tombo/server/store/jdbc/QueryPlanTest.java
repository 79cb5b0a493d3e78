// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds every statement to an index: none reads all rows of a project, none sorts. */
final class QueryPlanTest {
  /** A list walks its index from the start as far as its limit. */
  private static final Pattern COSTLY =
      Pattern.compile(
          "SCAN (?!change|asked|\\d+|CONSTANT|account|project$).*"
              + "|(?!.*_by_last_seen).*\\(project_id=\\?\\)"
              + "|.*TEMP B-TREE.*");

  @TempDir Path directory = Path.of("");

  @Test
  void statements_onSqlite_useIndexes() throws IOException, SQLException {
    Path file = directory.resolve("tombo.db");
    JdbcStore.sqlite(file).close();
    List<String> costly = new ArrayList<>();
    int statements = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Stream<Path> sources = Files.list(Path.of("src/main/java/dev/tombo/server/store/jdbc"))) {
      for (Path source : sources.toList()) {
        for (String sql : new SchemaRules("").checkSource(Files.readString(source))) {
          costly.addAll(
              costly(connection, Sql.of(sql.replace("%s", "")).forms().getFirst().text()));
          statements++;
        }
      }
    }

    assertThat(costly).isEmpty();
    assertThat(statements).isGreaterThan(35);
  }

  private static List<String> costly(Connection connection, String sql) throws SQLException {
    List<String> costly = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet steps = statement.executeQuery("explain query plan " + sql)) {
      while (steps.next()) {
        if (COSTLY.matcher(steps.getString("detail")).matches()) {
          costly.add(steps.getString("detail") + " of " + sql.lines().limit(4).toList());
        }
      }
    }
    return costly;
  }
}
