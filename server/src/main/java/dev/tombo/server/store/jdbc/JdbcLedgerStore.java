// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.store.LedgerCount;
import dev.tombo.server.store.LedgerStore;
import java.util.List;

/** Reads the ledger. */
final class JdbcLedgerStore implements LedgerStore {
  private static final Sql READ =
      Sql.of(
          """
          select outcome, hour / ? * ?, token, reason, sum(count)
          from ledger
          where project_id = :p and outcome in (0, 1, 2, 3, 4, 5) and hour >= ? and hour < ?
          group by 2, 1, 3, 4
          order by 2, 1, 3, 4
          limit ?""");

  private static final LedgerOutcome[] OUTCOMES = LedgerOutcome.values();

  private final Database database;

  JdbcLedgerStore(Database database) {
    this.database = database;
  }

  @Override
  public List<LedgerCount> read(long project, long from, long to, int step, int most) {
    return database.read(
        s ->
            s.query(
                READ,
                project,
                (p, row) -> p.add(step).add(step).add(from).add(to).add(most),
                row ->
                    new LedgerCount(
                        OUTCOMES[row.getInt(1)],
                        row.getLong(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getLong(5))));
  }
}
