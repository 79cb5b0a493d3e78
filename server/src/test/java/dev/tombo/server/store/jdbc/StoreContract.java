// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every store does; a database runs all of it by opening itself, fresh for each test. */
abstract class StoreContract
    implements AccountContract,
        ApiTokenContract,
        ArrivalContract,
        AuditContract,
        CounterContract,
        DigestContract,
        ErasureContract,
        EventContract,
        FailureContract,
        GroupingContract,
        InvitationContract,
        IssueContract,
        IssueListContract,
        IssueListProperties,
        MigrationContract,
        PersonalTokenContract,
        PoisonContract,
        ProjectContract,
        RegroupContract,
        SecondFactorContract,
        SessionContract,
        TagContract,
        UsageContract {
  private @Nullable JdbcStore store;

  /** Opens the test's database, again if need be. */
  abstract JdbcStore open();

  /** A connection of the test's own to the same database. */
  abstract Connection connect() throws SQLException;

  abstract Connection connectToAnother() throws SQLException;

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store().close();
  }

  @Override
  public final JdbcStore store() {
    return Objects.requireNonNull(store);
  }

  @Override
  public final JdbcStore reopen() {
    store().close();
    store = open();
    return store();
  }

  @Override
  public final List<List<Object>> rows(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<List<Object>> rows = new ArrayList<>();
      while (results.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
          Object value = results.getObject(i);
          row.add(value instanceof Number number ? number.longValue() : String.valueOf(value));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public final void run(String sql) {
    run(this::connect, sql);
  }

  @Override
  public final void runInAnother(String sql) {
    run(this::connectToAnother, sql);
  }

  private static void run(Migrations.Connections connections, String sql) {
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
