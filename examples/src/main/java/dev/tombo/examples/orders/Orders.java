// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.orders;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The orders' table, in a database in memory behind a pool of one connection. */
final class Orders implements AutoCloseable {
  private final HikariDataSource pool;

  private Orders(HikariDataSource pool) {
    this.pool = pool;
  }

  static Orders open() throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("orders");
    config.setJdbcUrl("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(250);
    HikariDataSource pool = new HikariDataSource(config);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE orders (number VARCHAR PRIMARY KEY, customer VARCHAR, quantity INT)");
    }
    return new Orders(pool);
  }

  void insert(OrderRequest request, Cart cart) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?)")) {
      insert.setString(1, request.number());
      insert.setString(2, request.customer());
      insert.setInt(3, cart.quantity());
      insert.executeUpdate();
    }
  }

  /** Begins to export all orders; it holds its connection until it is closed. */
  Export export() throws SQLException {
    return new Export(pool.getConnection());
  }

  @Override
  public void close() {
    pool.close();
  }

  /** An export under way. */
  static final class Export implements AutoCloseable {
    private final Connection connection;

    private Export(Connection connection) {
      this.connection = connection;
    }

    int orders() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT count(*) FROM orders")) {
        rows.next();
        return rows.getInt(1);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
