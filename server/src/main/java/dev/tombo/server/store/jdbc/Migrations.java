// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database's schema up to date. */
final class Migrations {
  private Migrations() {}

  /**
   * Runs the migrations that the database has not seen; two servers may do so at once.
   *
   * @param source adds the connections to use
   */
  static void run(Dialect dialect, UnaryOperator<FluentConfiguration> source) {
    try {
      source
          .apply(Flyway.configure(Migrations.class.getClassLoader()))
          .locations(dialect.migrations())
          .failOnMissingLocations(true)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw SqlErrors.of(dialect, e);
    }
  }
}
