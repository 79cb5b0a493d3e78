// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the migrations and all SQL to {@link SchemaRules}, and the rules to what they are for. */
final class SchemaRulesTest {
  private static final String ISSUE =
      """
      -- Project table: issues.
      create table issue (
        project_id bigint not null,
        number bigint not null,
        primary key (project_id, number)
      );
      """;

  private static String migrations(String dialect) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration", dialect))) {
      var text = new StringBuilder();
      for (Path file : files.sorted().toList()) {
        text.append(Files.readString(file)).append('\n');
      }
      return text.toString();
    }
  }

  private static List<String> brokenBySql(String sql) {
    var rules = new SchemaRules(ISSUE);
    assertThat(rules.checkSource("String s = \"" + sql + "\";")).hasSize(1);
    return rules.broken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void migrations_andAllSql_keepTheRules(String dialect) throws IOException {
    var rules = new SchemaRules(migrations(dialect));
    Set<String> statements = new LinkedHashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/tombo/server/store/jdbc"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        statements.addAll(rules.checkSource(Files.readString(file)));
      }
    }

    assertThat(rules.broken()).isEmpty();
    assertThat(rules.tables()).hasSizeGreaterThan(20).contains("account", "event", "issue_slice");
    assertThat(statements).hasSizeGreaterThan(35);
  }

  @Test
  void migrations_ofBothDatabases_haveTheSameTables() throws IOException {
    assertThat(new SchemaRules(migrations("sqlite")).tables())
        .isEqualTo(new SchemaRules(migrations("postgresql")).tables());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "primary key (project_id, number)|primary key (number, project_id)",
        "primary key (project_id, number)|number2 bigint",
        "primary key (project_id, number)|primary key (project_id, number),\n  unique (number)",
        "number bigint not null|number bigint not null unique",
        "number bigint not null|number bigint generated always as identity",
        "number bigint not null|number bigint not null references project (id)",
        "project_id bigint not null|project_id integer",
        "number bigint not null|number bigint not null default now()",
        "-- Project table: issues.|-- A table.",
        ");|);\ncreate unique index i on issue (number);",
        ");|);\ncreate index i on issue (number);",
        ");|);\ncreate trigger t after insert on issue begin end;"
      })
  void schema_changed_isBroken(String change) {
    String[] parts = change.split("\\|", 2);
    String changed = ISSUE.replace(parts[0], parts[1]);

    assertThat(new SchemaRules(ISSUE).broken()).isEmpty();
    assertThat(changed).isNotEqualTo(ISSUE);
    assertThat(new SchemaRules(changed).broken()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select number from issue where number = ?",
        "update issue set count = 1 where number = ?",
        "delete from issue",
        "insert into issue (number) values (?)",
        "select i.number from account a join issue i on i.number = a.id where a.project_id = :p",
        "select number from issue where project_id = :p and last_seen > now()",
        "select number from issue where project_id = :p order by random()",
        "with x (a) as (values (?)) update issue set count = 1 from x where number = x.a"
      })
  void statement_ofAllProjects_isBroken(String sql) {
    assertThat(brokenBySql(sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select number from issue where project_id = :p",
        "insert into issue (project_id, number) values [(:p, ?)]",
        "select id from account where email = ?"
      })
  void statement_ofOneProject_isFine(String sql) {
    assertThat(brokenBySql(sql)).isEmpty();
  }
}
