// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

import java.time.Instant;

/** Removes for good what is not shown any more. Thread-safe. */
public interface RetentionStore {
  /**
   * Removes a slice of what deleted issues and projects left behind, in short transactions. The ids
   * of events stay, so that a replay is recognised, until their project is deleted.
   *
   * @param rows how many rows of a table a transaction removes at most, from 1
   * @param now the server's clock
   * @return whether there may be more to remove
   */
  boolean removeDeleted(int rows, Instant now);
}
