// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database's schema up to date. */
final class Migrations {
  private Migrations() {}

  /** Opens a connection. */
  interface Connections {
    Connection open() throws SQLException;
  }

  /**
   * Runs the migrations that the database has not seen; two servers may do so at once.
   *
   * @param connections opens one
   * @param source adds the same to Flyway
   * @throws StoreException if a newer program has run more of them
   */
  static void run(
      Dialect dialect, Connections connections, UnaryOperator<FluentConfiguration> source) {
    try (Connection connection = connections.open()) {
      SchemaHistory history = SchemaHistory.read(dialect, connection);
      history.refuseNewer();
      if (history.isCurrent()) {
        return;
      }
    } catch (SQLException e) {
      throw SqlErrors.of(dialect, e);
    }
    migrate(dialect, source);
  }

  private static void migrate(Dialect dialect, UnaryOperator<FluentConfiguration> source) {
    try {
      source
          .apply(Flyway.configure(Migrations.class.getClassLoader()))
          .locations("classpath:" + dialect.migrations())
          .failOnMissingLocations(true)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw SqlErrors.of(dialect, e);
    }
  }
}
