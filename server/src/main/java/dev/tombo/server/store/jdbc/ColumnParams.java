// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters that are an array each, with the value of every row. */
final class ColumnParams extends Params {
  private static final Long[] LONGS = {};
  private static final byte[][] BYTES = {};
  private static final String[] TEXTS = {};

  private final int rows;
  private final List<@Nullable Object[]> columns = new ArrayList<>();
  private int row;
  private int column;

  /** Columns of so many rows. */
  ColumnParams(int rows) {
    this.rows = rows;
  }

  @Override
  Params add(long value) {
    next(LONGS)[row] = value;
    return this;
  }

  @Override
  Params add(@Nullable Long value) {
    next(LONGS)[row] = value;
    return this;
  }

  @Override
  Params addBytes(byte @Nullable [] value) {
    next(BYTES)[row] = value;
    return this;
  }

  @Override
  void addText(@Nullable String value) {
    next(TEXTS)[row] = value;
  }

  /** Has what follows be another row's. */
  void endRow() {
    row++;
    column = 0;
  }

  /** Sets the arrays, and the project where it is asked for. */
  void set(PreparedStatement statement, Sql.Form form, long project) throws SQLException {
    int parameters = columns.size() + form.projects().cardinality();
    int next = 0;
    for (int i = 0; i < parameters; i++) {
      if (form.projects().get(i)) {
        statement.setLong(i + 1, project);
      } else {
        statement.setObject(i + 1, columns.get(next++));
      }
    }
  }

  private @Nullable Object[] next(Object[] none) {
    if (column == columns.size()) {
      columns.add(Arrays.copyOf(none, rows));
    }
    return columns.get(column++);
  }
}
