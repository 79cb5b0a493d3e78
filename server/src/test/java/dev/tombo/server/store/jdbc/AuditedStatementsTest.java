// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the store's sources to the audit log: a class that writes to a table of what people do to
 * accounts, projects and their like adds entries, and nobody changes or removes one.
 */
final class AuditedStatementsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/tombo/server/store/jdbc");

  private static final Pattern WRITES =
      Pattern.compile(
          "(?s)\\b(?:insert into|update|delete from)\\s+"
              + "(account|project|membership|invitation|api_token|personal_token|session"
              + "|password_reset|grouping_rules)\\b");

  /** Holds a row, and changes nothing. */
  private static final Set<String> EXEMPT = Set.of("ProjectRows.java");

  private static final Pattern CHANGES_THE_LOG =
      Pattern.compile("\\b(?:update|delete from|truncate|drop table)\\s+audit\\b");

  @Test
  void classes_thatWriteWhatIsAudited_addEntries() throws IOException {
    Set<String> writers = new TreeSet<>();
    List<String> silent = new ArrayList<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        String source = Files.readString(file);
        Matcher writes = WRITES.matcher(source);
        if (writes.find() && !EXEMPT.contains(name)) {
          writers.add(name);
          if (!source.contains("AuditTable audit")) {
            silent.add(name + " writes to " + writes.group(1));
          }
        }
      }
    }

    assertThat(writers).hasSizeGreaterThanOrEqualTo(7);
    assertThat(silent).isEmpty();
  }

  @Test
  void statements_onTheLog_onlyAddAndRead() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file)).as("%s", file).doesNotContainPattern(CHANGES_THE_LOG);
      }
    }
  }
}
