// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules by which the schema and the SQL can be spread over several nodes by project; finds what
 * breaks them in a migration or in Java source.
 */
final class SchemaRules {
  private static final Pattern TABLE =
      Pattern.compile(
          "((?:--[^\\n]*\\n)*)create table (\\w+) \\((.*?)\\n\\)([^;]*);", Pattern.DOTALL);
  private static final Pattern UNIQUE_INDEX =
      Pattern.compile("create (unique )?index \\w+\\s+on (\\w+) \\((\\w+)");
  private static final Pattern KEY = Pattern.compile("(?:primary key|unique) \\((\\w+)");
  private static final Pattern COLUMN_KEY =
      Pattern.compile("\\n  \\w+ [^(\\n]*(primary key|unique)");
  private static final Pattern USED =
      Pattern.compile("\\b(?:from|join|into|update)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern NAMES_PROJECT =
      Pattern.compile("\\bproject_id = :p\\b|values \\[?\\(:p\\b");
  private static final Pattern JOIN =
      Pattern.compile(
          "\\bjoin (\\w+) (\\w+)\\s+on (.*?)(?=\\bjoin\\b|\\bwhere\\b|$)", Pattern.DOTALL);
  private static final Pattern NOT_IN_SQL =
      Pattern.compile(
          "\\b(now|random|gen_random_uuid|clock_timestamp|last_insert_rowid|nextval) ?\\("
              + "|\\b(current_timestamp|current_date|localtimestamp|(?<!without )rowid|ctid|xmax|merge into"
              + "|pg_advisory\\w*|notify|listen)\\b");
  private static final Pattern NOT_IN_SCHEMA =
      Pattern.compile(
          "\\bcreate (or replace )?(trigger|rule|function|procedure|domain)\\b|deferrable|exclude using");
  private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"\\n(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern STATEMENT =
      Pattern.compile("^\\s*(select|insert|update|delete|with)\\s", Pattern.CASE_INSENSITIVE);

  private final Map<String, Boolean> projectTables = new LinkedHashMap<>();
  private final List<String> broken = new ArrayList<>();

  /** The rules for the tables of a migration, which is checked. */
  SchemaRules(String migration) {
    Matcher tables = TABLE.matcher(migration);
    while (tables.find()) {
      table(tables.group(1), tables.group(2), tables.group(3));
    }
    Matcher indexes = UNIQUE_INDEX.matcher(migration);
    while (indexes.find()) {
      if (isProjectTable(indexes.group(2)) && !indexes.group(3).equals("project_id")) {
        broken.add("An index of " + indexes.group(2) + " does not start with project_id");
      }
    }
    refuse(NOT_IN_SCHEMA, migration, "The schema");
    refuse(NOT_IN_SQL, migration.replaceAll("--[^\\n]*", ""), "The schema");
  }

  /** The tables that were found. */
  Set<String> tables() {
    return projectTables.keySet();
  }

  /** What breaks a rule; empty where nothing does. */
  List<String> broken() {
    return broken;
  }

  /** Checks the statements among a Java file's text constants; answers them. */
  Set<String> checkSource(String source) {
    Set<String> statements = new LinkedHashSet<>();
    String withoutComments = source.replaceAll("(?s:/\\*.*?\\*/)|(?m:^\\s*//[^\\n]*)", "");
    Matcher blocks = TEXT_BLOCK.matcher(withoutComments);
    while (blocks.find()) {
      statements.add(blocks.group(1));
    }
    Matcher strings = STRING.matcher(blocks.replaceAll(""));
    while (strings.find()) {
      statements.add(strings.group(1));
    }
    statements.removeIf(text -> !STATEMENT.matcher(text).find());
    statements.forEach(this::statement);
    return statements;
  }

  private void table(String comment, String name, String columns) {
    boolean project = comment.contains("-- Project table:");
    projectTables.put(name, project);
    if (project == comment.contains("-- Global table:")) {
      broken.add(name + " does not say whether it is a global or a project table");
    }
    if (!columns.contains("primary key")) {
      broken.add(name + " has no primary key");
    }
    if (project) {
      projectTable(name, "\n" + columns);
    }
  }

  private void projectTable(String name, String columns) {
    if (!Pattern.compile("\\n  project_id (integer|bigint) not null").matcher(columns).find()) {
      broken.add(name + " has no project_id");
    }
    Matcher keys = KEY.matcher(columns);
    while (keys.find()) {
      if (!keys.group(1).equals("project_id")) {
        broken.add("A key of " + name + " does not start with project_id");
      }
    }
    if (COLUMN_KEY.matcher(columns).find()) {
      broken.add("A column of " + name + " is a key by itself");
    }
    if (Pattern.compile("identity|serial|autoincrement").matcher(columns).find()) {
      broken.add(name + " has an identity column");
    }
    if (columns.contains("references")) {
      broken.add(name + " has a foreign key");
    }
  }

  private void statement(String sql) {
    String lower = sql.toLowerCase(Locale.ROOT);
    refuse(NOT_IN_SQL, lower, sql);
    Matcher used = USED.matcher(lower);
    boolean project = false;
    while (used.find()) {
      project |= isProjectTable(used.group(1));
    }
    if (project && !NAMES_PROJECT.matcher(lower).find()) {
      broken.add("A statement on a project table names no project: " + sql);
    }
    Matcher joins = JOIN.matcher(lower);
    while (joins.find()) {
      if (isProjectTable(joins.group(1))
          && !joins.group(3).contains(joins.group(2) + ".project_id = ")) {
        broken.add("A join does not say project_id again: " + sql);
      }
    }
  }

  private boolean isProjectTable(String name) {
    return projectTables.getOrDefault(name, false);
  }

  private void refuse(Pattern pattern, String text, String where) {
    Matcher found = pattern.matcher(text);
    while (found.find()) {
      broken.add(where + " has " + found.group());
    }
  }
}
