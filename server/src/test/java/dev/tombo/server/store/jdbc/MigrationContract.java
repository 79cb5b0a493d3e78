// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.store.StoreException;
import org.junit.jupiter.api.Test;

/** What a store does on a database that another version of the program was at. */
interface MigrationContract extends OpenStore {
  @Test
  default void open_migratedDatabase_hasNothingToDo() {
    assertThat(history().isCurrent()).isTrue();
    reopen().check();
    assertThat(history().isCurrent()).isTrue();
  }

  @Test
  default void open_databaseOfANewerProgram_isRefusedInOneLine() {
    run(
        """
        insert into flyway_schema_history
          (installed_rank, version, description, type, script, checksum, installed_by,
           execution_time, success)
        values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'test', 1, true)""");

    assertThat(history().isCurrent()).isFalse();
    assertThatThrownBy(this::reopen)
        .isExactlyInstanceOf(StoreException.class)
        .message()
        .contains("version 9999, of a newer Tombo")
        .hasLineCount(1);

    run("delete from flyway_schema_history where installed_rank = 9999");
    reopen().check();
  }

  @Test
  default void open_databaseWhoseMigrationsDiffer_isRefused() {
    run("update flyway_schema_history set checksum = checksum + 1 where version = '1'");

    assertThat(history().isCurrent()).isFalse();
    assertThatThrownBy(this::reopen).isInstanceOf(StoreException.class);

    run("update flyway_schema_history set checksum = checksum - 1 where version = '1'");
    reopen().check();
  }
}
