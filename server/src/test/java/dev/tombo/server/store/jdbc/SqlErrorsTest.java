// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreException;
import dev.tombo.server.store.StoreUnavailableException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What the databases' errors become. */
final class SqlErrorsTest {
  private static StoreException postgres(String state) {
    return SqlErrors.of(Dialect.POSTGRESQL, new SQLException("why", state));
  }

  private static StoreException sqlite(SQLiteErrorCode code) {
    return SqlErrors.of(Dialect.SQLITE, new SQLiteException("why", code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "57P01", "57P03", "57014", "53100", "53300", "55P03", "XX000", "58030",
        "25006", "28P01", "42P01", "42501", "0A000", ""
      })
  void postgres_troubleOfTheDatabase_isUnavailable(String state) {
    assertThat(postgres(state)).isInstanceOf(StoreUnavailableException.class).hasMessage("why");
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40001", "40P01"})
  void postgres_lostRace_isConflict(String state) {
    assertThat(postgres(state)).isInstanceOf(StoreConflictException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22021", "22001", "23502", "23503", "54000", "21000"})
  void postgres_refusedData_isPlain(String state) {
    assertThat(postgres(state)).isExactlyInstanceOf(StoreException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SQLITE_BUSY",
        "SQLITE_BUSY_SNAPSHOT",
        "SQLITE_LOCKED",
        "SQLITE_FULL",
        "SQLITE_IOERR",
        "SQLITE_IOERR_FSYNC",
        "SQLITE_READONLY",
        "SQLITE_CANTOPEN",
        "SQLITE_NOMEM",
        "SQLITE_CORRUPT",
        "SQLITE_PROTOCOL",
        "SQLITE_ERROR"
      })
  void sqlite_troubleOfTheDatabase_isUnavailable(String code) {
    assertThat(sqlite(SQLiteErrorCode.valueOf(code))).isInstanceOf(StoreUnavailableException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})
  void sqlite_takenKey_isConflict(String code) {
    assertThat(sqlite(SQLiteErrorCode.valueOf(code))).isInstanceOf(StoreConflictException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_NOTNULL", "SQLITE_CONSTRAINT_FOREIGNKEY",
        "SQLITE_CONSTRAINT_DATATYPE", "SQLITE_TOOBIG", "SQLITE_MISMATCH"
      })
  void sqlite_refusedData_isPlain(String code) {
    assertThat(sqlite(SQLiteErrorCode.valueOf(code))).isExactlyInstanceOf(StoreException.class);
  }

  @Test
  void batch_refused_isWhatItsNextSays() {
    var batch = new BatchUpdateException("insert ... 'secret'", "23502", new int[0]);
    batch.setNextException(new SQLException("duplicate", "23505"));

    assertThat(SqlErrors.of(Dialect.POSTGRESQL, batch))
        .isInstanceOf(StoreConflictException.class)
        .hasMessage("duplicate");
  }

  @Test
  void wrapped_withoutSqlBehindIt_isUnavailable() {
    assertThat(SqlErrors.of(Dialect.SQLITE, new IllegalStateException("why")))
        .isInstanceOf(StoreUnavailableException.class);
  }
}
