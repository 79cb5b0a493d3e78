// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tries what is said of a database's troubles to whoever asks. */
final class ReasonsTest {
  @ParameterizedTest
  @CsvSource({
    "SQLITE_FULL, it or its disk is full",
    "SQLITE_BUSY_SNAPSHOT, another process holds its lock",
    "SQLITE_READONLY_DBMOVED, it may not be written to",
    "SQLITE_IOERR_FSYNC, its files cannot be read or written",
    "SQLITE_CORRUPT_VTAB, its file is damaged",
    "SQLITE_NOMEM, it fails for a reason that is in the server's log"
  })
  void of_sqliteCode_isItsKind(SQLiteErrorCode code, String reason) {
    assertThat(Reasons.of(new SQLiteException("secret", code))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "53100, its disk is full",
    "53300, it is short of resources",
    "08006, it is out of reach",
    "28P01, it refuses the server",
    "3D000, it refuses the server",
    "25006, it may not be written to",
    "57014, it takes too long",
    "57P01, it is stopping or starting",
    "XX001, it has trouble with its files",
    "0, it fails for a reason that is in the server's log",
    "'', it fails for a reason that is in the server's log"
  })
  void of_state_isItsClass(String state, String reason) {
    SQLException e = new SQLException("secret", state);

    assertThat(Reasons.of(e)).isEqualTo(reason);
    assertThat(Reasons.of(new SQLTransientConnectionException("secret", e))).isEqualTo(reason);
  }

  @Test
  void of_noState_isSaidWithoutItsMessage() {
    assertThat(Reasons.of(new SQLException("secret"))).doesNotContain("secret");
    assertThat(Reasons.of(new SQLTransientConnectionException("secret")))
        .isEqualTo("no connection is free");
  }
}
