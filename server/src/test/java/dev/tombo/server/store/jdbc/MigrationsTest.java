// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds the list of migrations to the files. */
final class MigrationsTest {
  @ParameterizedTest
  @EnumSource
  void files_ofADatabase_areThoseOfTheList(Dialect dialect) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources", dialect.migrations()))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(Migration.FILES);
    }
  }
}
