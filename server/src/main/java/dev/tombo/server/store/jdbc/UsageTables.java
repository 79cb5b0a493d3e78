// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.DigestTransaction.TokenUse;
import dev.tombo.server.store.LedgerCount;
import java.util.Comparator;
import java.util.List;

/** What became of all that a project was sent, and when its API tokens last brought something. */
final class UsageTables {
  private static final Sql LEDGER =
      Sql.of(
          """
          insert into ledger (project_id, outcome, hour, token, reason, count)
          values [(:p, ?, ?, ?, ?, ?)]
          on conflict (project_id, outcome, hour, token, reason) do update set
            count = ledger.count + excluded.count""");

  private static final Sql TOKENS =
      Sql.of(
          """
          insert into token_use (project_id, token, last_used_at) values [(:p, ?, ?)]
          on conflict (project_id, token) do update set
            last_used_at = case when excluded.last_used_at > token_use.last_used_at
              then excluded.last_used_at else token_use.last_used_at end""");

  private final Session session;

  UsageTables(Session session) {
    this.session = session;
  }

  void ledger(long project, List<LedgerCount> counts) {
    session.update(
        LEDGER,
        project,
        Sorted.byKey(
            counts,
            Comparator.comparing(LedgerCount::outcome)
                .thenComparingLong(LedgerCount::hour)
                .thenComparingLong(LedgerCount::token)
                .thenComparing(LedgerCount::reason)),
        (p, row) ->
            p.add(row.outcome())
                .add(row.hour())
                .add(row.token())
                .add(row.reason())
                .add(row.count()));
  }

  void tokens(long project, List<TokenUse> uses) {
    session.update(
        TOKENS,
        project,
        Sorted.byKey(uses, Comparator.comparingLong(TokenUse::token)),
        (p, row) -> p.add(row.token()).add(row.at()));
  }
}
