// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.DigestTransaction;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** The write path of events: the caller's work in one transaction. */
final class JdbcDigestStore implements DigestStore {
  private final Database database;
  private final KnownTags knownTags = new KnownTags(new SecureRandom().nextLong());

  JdbcDigestStore(Database database) {
    this.database = database;
  }

  @Override
  public void inTransaction(Consumer<DigestTransaction> work) {
    JdbcDigestTransaction committed =
        database.write(
            session -> {
              var transaction = new JdbcDigestTransaction(session, knownTags);
              work.accept(transaction);
              return transaction;
            });
    knownTags.add(committed.countedTags());
  }

  @Override
  public int writers() {
    return database.writers();
  }

  /** {@inheritDoc} Both do: neither SQLite nor a single PostgreSQL has anything to gain. */
  @Override
  public boolean projectsShareTransactions() {
    return true;
  }
}
