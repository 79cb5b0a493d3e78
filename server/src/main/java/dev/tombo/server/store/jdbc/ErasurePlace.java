// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Erasure.Stage;
import dev.tombo.server.model.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How far an erasure is: the row of its stage that was looked at last.
 *
 * @param number the erasure's
 * @param person who is erased
 * @param stage what is looked through
 * @param grouping of the row, or the number of an issue or a kind
 * @param event the number of the row's event
 * @param key of the row's tag
 * @param value of the row's tag, or the row's value
 */
record ErasurePlace(
    long number, Person person, Stage stage, long grouping, long event, String key, String value) {
  static ErasurePlace read(ResultSet row) throws SQLException {
    return new ErasurePlace(
        row.getLong(1),
        new Person(
            Optional.ofNullable(row.getString(2)),
            Optional.ofNullable(row.getString(3)),
            Optional.ofNullable(row.getString(4))),
        Ordinals.read(Stage.class, row, 5),
        row.getLong(6),
        row.getLong(7),
        row.getString(8),
        row.getString(9));
  }

  ErasurePlace at(long toGrouping, long toEvent, String toKey, String toValue) {
    return new ErasurePlace(number, person, stage, toGrouping, toEvent, toKey, toValue);
  }

  /** The beginning of the next stage. */
  ErasurePlace next() {
    return new ErasurePlace(number, person, stage.next(), 0, 0, "", "");
  }
}
