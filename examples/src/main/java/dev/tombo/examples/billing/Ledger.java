// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** The ledger's table, in a database in memory, which takes no negative amounts. */
final class Ledger implements AutoCloseable {
  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  static Ledger open() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:h2:mem:ledger");
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE invoices (number VARCHAR PRIMARY KEY, issued DATE,"
              + " amount DECIMAL(12, 2), CONSTRAINT positive_amount CHECK (amount >= 0))");
    }
    return new Ledger(connection);
  }

  void book(Invoice invoice) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO invoices VALUES (?, ?, ?)")) {
      insert.setString(1, invoice.number());
      insert.setObject(2, invoice.issued());
      insert.setBigDecimal(3, invoice.amount());
      insert.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
