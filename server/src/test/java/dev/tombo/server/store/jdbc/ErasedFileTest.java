// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Person;
import dev.tombo.server.store.RegroupStore.Author;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks for an erased person in the very bytes of SQLite's files. */
final class ErasedFileTest {
  @TempDir Path directory = Path.of("");

  @Test
  void files_afterAnErasure_holdNothingOfThePerson() throws IOException {
    try (JdbcStore store = JdbcStore.sqlite(directory.resolve("tombo.db"))) {
      Persons.send(store, 20);
      Persons.sendManyFaults(store, 600);
      assertThat(holding("eva@example.com")).isNotEmpty();
      Person eva =
          new Person(Optional.of("eva-7"), Optional.of("eva@example.com"), Optional.empty());
      store.erasures().start(1, eva, new Author(1, NOON));
      var reader = Persons.reader(store);
      while (store.erasures().step(reader, 40, NOON)) {
        // Until it is done.
      }

      assertThat(holding("eva@example.com")).isEmpty();
      assertThat(holding("eva-7")).isEmpty();
      assertThat(holding("rui-9")).isNotEmpty();
      assertThat(holding("rui@example.com")).isNotEmpty();
    }
  }

  /** The files that hold a text which is no part of another's address. */
  private List<String> holding(String text) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> holds(file, text)).map(Path::toString).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .toLowerCase(Locale.ROOT)
          .replace("diana.eva@example.com", "")
          .contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
