// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static dev.tombo.server.store.jdbc.Given.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.store.StoreUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on SQLite, and what is SQLite's own. */
final class SqliteStoreTest extends StoreContract {
  @TempDir Path directory = Path.of("");

  @Override
  JdbcStore open() {
    return JdbcStore.sqlite(directory.resolve("tombo.db"));
  }

  @Override
  public JdbcStore openAnother() {
    return JdbcStore.sqlite(directory.resolve("another.db"));
  }

  @Override
  Connection connectToAnother() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("another.db"));
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("tombo.db"));
  }

  @Override
  public String refusedRelease() {
    return "1\0";
  }

  private String pragma(String name) {
    return ((SqliteDatabase) store().database()).writerPragma(name);
  }

  @Test
  void writer_asOpened_commitsToDisk() {
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("journal_mode")).isEqualTo("wal");
    assertThat(pragma("page_size")).isEqualTo("8192");
    assertThat(pragma("auto_vacuum")).isEqualTo("2");
    assertThat(pragma("foreign_keys")).isEqualTo("1");
    assertThat(pragma("wal_autocheckpoint")).isEqualTo("2000");
    assertThat(pragma("busy_timeout")).isEqualTo("2000");
    reopen();
    assertThat(pragma("synchronous")).isEqualTo("2");
    assertThat(pragma("journal_mode")).isEqualTo("wal");
  }

  @Test
  void inTransaction_onVirtualThread_runsOnTheWriter() throws InterruptedException {
    var ran = new AtomicReference<>("");
    Thread.ofVirtual()
        .start(
            () -> store().digests().inTransaction(tx -> ran.set(Thread.currentThread().getName())))
        .join();

    assertThat(ran).hasValue("tombo-sqlite-writer");
  }

  @Test
  void inTransaction_withinATransaction_isRefused() {
    assertThatThrownBy(() -> store().digests().inTransaction(tx -> store().check()))
        .isInstanceOf(IllegalStateException.class);
    store().check();
  }

  @Test
  void store_lockedByAnotherProcess_isUnavailableAndRecovers() throws SQLException {
    try (Connection other = connect();
        Statement statement = other.createStatement()) {
      statement.execute("begin immediate");

      assertThatThrownBy(store()::check).isInstanceOf(StoreUnavailableException.class);
      assertThat(store().accounts().any()).isFalse();

      statement.execute("rollback");
    }
    store().check();
    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1))));
  }

  @Test
  void store_full_isUnavailableAndRecovers() {
    pragma("max_page_count = 1");

    assertThatThrownBy(
            () ->
                store()
                    .digests()
                    .inTransaction(
                        tx ->
                            tx.insertEvents(
                                1, List.of(event(1, 1), event(2, 1, new byte[99_999])))))
        .isInstanceOf(StoreUnavailableException.class);

    pragma("max_page_count = 1073741823");
    assertThat(rows("select 1 from event")).isEmpty();
    store().digests().inTransaction(tx -> tx.insertEvents(1, List.of(event(1, 1))));
  }

  @Test
  void open_whereNoDirectoryIs_isUnavailable() {
    assertThatThrownBy(() -> JdbcStore.sqlite(directory.resolve("none/tombo.db")))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void open_ofWhatIsNoDatabase_isUnavailable() throws Exception {
    Path file = directory.resolve("text.db");
    Files.writeString(file, "not a database ".repeat(1_000));

    assertThatThrownBy(() -> JdbcStore.sqlite(file)).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void close_whenAllIsWritten_leavesOneFile() {
    Given.issue(store(), 1, "t", 1);

    store().close();

    assertThat(directory).isDirectoryContaining(file -> file.endsWith("tombo.db"));
    assertThat(directory.resolve("tombo.db-wal")).doesNotExist();
  }
}
