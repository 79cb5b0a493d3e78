// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.DigestTransaction.DayCount;
import dev.tombo.server.store.DigestTransaction.TokenUse;
import java.util.Comparator;
import java.util.List;

/** What a project took by day, and when its API tokens last brought something. */
final class UsageTables {
  private static final Sql DAYS =
      Sql.of(
          """
          insert into project_day (project_id, day, accepted) values [(:p, ?, ?)]
          on conflict (project_id, day) do update set
            accepted = project_day.accepted + excluded.accepted""");

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

  void days(long project, List<DayCount> counts) {
    session.update(
        DAYS,
        project,
        Sorted.byKey(counts, Comparator.comparingLong(DayCount::day)),
        (p, row) -> p.add(row.day()).add(row.accepted()));
  }

  void tokens(long project, List<TokenUse> uses) {
    session.update(
        TOKENS,
        project,
        Sorted.byKey(uses, Comparator.comparingLong(TokenUse::token)),
        (p, row) -> p.add(row.token()).add(row.at()));
  }
}
