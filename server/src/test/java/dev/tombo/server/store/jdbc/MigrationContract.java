// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.store.StoreException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a store does on a database that is new, or that another version of the program was at. */
interface MigrationContract extends OpenStore {
  @Test
  default void open_migratedDatabase_doesNothingMore() {
    List<List<Object>> before = rows("select version, checksum from migration order by version");
    assertThat(before).hasSize(Migration.FILES.size());

    reopen().check();

    assertThat(rows("select version, checksum from migration order by version")).isEqualTo(before);
  }

  @Test
  default void open_databaseOfANewerProgram_isRefusedInOneLine() {
    run("insert into migration (version, checksum) values (9999, 1)");

    assertThatThrownBy(this::reopen)
        .isExactlyInstanceOf(StoreException.class)
        .message()
        .contains("version 9999, of a newer Tombo")
        .hasLineCount(1);

    run("delete from migration where version = 9999");
    reopen().check();
  }

  @Test
  default void open_databaseWhoseMigrationsDiffer_isRefused() {
    run("update migration set checksum = checksum + 1 where version = 1");

    assertThatThrownBy(this::reopen)
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("version 1 of its schema is not the one");

    run("update migration set checksum = checksum - 1 where version = 1");
    reopen().check();
  }

  @Test
  default void open_newDatabaseBySeveralAtOnce_isMigratedOnce() throws Exception {
    Callable<Boolean> opening =
        () -> {
          try (JdbcStore store = openAnother()) {
            store.check();
            return store.accounts().any();
          }
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> opened :
          threads.invokeAll(List.of(opening, opening, opening, opening))) {
        assertThat(opened.get()).isFalse();
      }
    }
  }

  @Test
  default void open_migrationThatFails_leavesNothing() {
    runInAnother("create table activity (unexpected integer)");

    assertThatThrownBy(this::openAnother).isInstanceOf(StoreException.class);

    runInAnother("drop table activity");
    try (JdbcStore store = openAnother()) {
      store.check();
    }
  }
}
