// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.IssueId;
import dev.tombo.server.model.IssueStatus;
import dev.tombo.server.model.Level;
import dev.tombo.server.store.Condition;
import dev.tombo.server.store.IssueQuery;
import dev.tombo.server.store.IssueQuery.Place;
import dev.tombo.server.store.IssueQuery.Sort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds every statement to an index: none reads all rows of a project, none sorts. */
final class QueryPlanTest {
  /**
   * A list walks its index from the start as far as its limit; a search reads the texts of a
   * project, or its numbers; hours are summed up as they come.
   */
  private static final Pattern COSTLY =
      Pattern.compile(
          "SCAN (?!change|asked|page|persons|\\d+|CONSTANT|account|project( USING .*)?$|deleted_project$|migration).*"
              + "|(?!.*issue_slice_by_|.*deleted_grouping|.*erasure_running|SEARCH b USING PRIMARY KEY \\(project_id=\\?\\)$"
              + "|SEARCH b USING COVERING INDEX sqlite_autoindex_issue_1).*\\(project_id=\\?\\)"
              + "|.*TEMP B-TREE(?! FOR GROUP BY).*");

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
          if (!sql.contains("%s")) {
            costly.addAll(costly(connection, Sql.of(sql).forms().getFirst().text()));
            statements++;
          }
        }
      }
      for (Sql sql : made()) {
        costly.addAll(costly(connection, sql.single().text()));
      }
    }

    assertThat(costly).isEmpty();
    assertThat(statements).isGreaterThan(35);
  }

  /** Statements whose text is put together. */
  private static List<Sql> made() {
    List<Sql> made = new ArrayList<>(RetentionSql.ofGrouping());
    made.add(RetentionSql.ofIssue());
    IssueQuery all = IssueQuery.of(List.of(1L));
    for (Sort sort : Sort.values()) {
      made.add(
          new IssueListSql(
                  new IssueQuery(
                      all.projects(),
                      Optional.empty(),
                      Optional.empty(),
                      List.of(new Condition.Not(new Condition.HasStatus(IssueStatus.ARCHIVED))),
                      sort,
                      true,
                      Optional.empty(),
                      50),
                  IssueListSql.NEAR)
              .sql());
    }
    made.add(
        new IssueListSql(
                new IssueQuery(
                    all.projects(),
                    Optional.of("production"),
                    Optional.empty(),
                    List.of(
                        new Condition.Not(new Condition.HasStatus(IssueStatus.ARCHIVED)),
                        new Condition.HasLevel(Level.ERROR),
                        new Condition.SeenSince(Instant.EPOCH)),
                    all.sort(),
                    false,
                    Optional.of(new Place(1, Instant.EPOCH, new IssueId(1, 1))),
                    50),
                IssueListSql.NEAR)
            .sql());
    return made;
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
