// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The numbers that stand for the model's constants in the database. */
final class Ordinals {
  private Ordinals() {}

  /** The number of a constant, which the model promises not to change. */
  @SuppressWarnings("EnumOrdinal")
  static int of(Enum<?> constant) {
    return constant.ordinal();
  }

  /** The constant whose number is in a column. */
  static <E extends Enum<E>> E read(Class<E> type, ResultSet row, int column) throws SQLException {
    return type.getEnumConstants()[row.getInt(column)];
  }
}
