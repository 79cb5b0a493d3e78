// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.model.Actor;
import dev.tombo.server.model.AuditEntry.Deed;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Adds to the audit log, in the transactions of what it tells. */
final class AuditTable {
  private static final Sql INSERT =
      Sql.of(
          """
          insert into audit
            (at, action, account, actor, address, project, subject, name, detail)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?)""");

  private static final Sql EMAIL = Sql.of("select email from account where id = ?");

  private final Actor actor;

  /** What this actor does. */
  AuditTable(Actor actor) {
    this.actor = actor;
  }

  /** Adds an entry in a transaction that is under way. */
  void add(Session session, Instant at, Deed deed) {
    session.update(
        INSERT,
        0,
        List.of(deed),
        (p, row) ->
            p.add(at)
                .add(row.action().name())
                .add(orNull(actor.account()))
                .add(actor.name())
                .add(actor.address().orElse(null))
                .add(orNull(row.project()))
                .add(row.subject())
                .add(row.name())
                .add(row.detail()));
  }

  /** With which an account logs in. */
  static String email(Session session, long account) {
    return session.one(EMAIL, 0, (p, row) -> p.add(account), row -> row.getString(1)).orElse("");
  }

  static @Nullable Long orNull(OptionalLong number) {
    return number.isPresent() ? Long.valueOf(number.getAsLong()) : null;
  }
}
