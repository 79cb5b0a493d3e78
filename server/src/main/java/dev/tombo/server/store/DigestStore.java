// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import java.util.function.Consumer;

/** Where prepared events are written. Thread-safe; the dialect decides how many write at once. */
public interface DigestStore {
  /**
   * Runs {@code work} in one write transaction and commits it to disk.
   *
   * @throws StoreUnavailableException if the database cannot commit now
   * @throws StoreConflictException if another writer was first
   * @throws StoreException if the database refuses the data; some row of it cannot be stored
   */
  void inTransaction(Consumer<DigestTransaction> work);

  /**
   * Whether events of several projects may share a transaction. Where a project's rows live on a
   * node of their own they may not.
   */
  boolean projectsShareTransactions();

  /** How many transactions are worth running at once. */
  default int writers() {
    return 1;
  }
}
