// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreConflictException;
import java.util.function.Function;

/** Connections and the threads that may use them. Thread-safe. */
interface Database extends AutoCloseable {
  /** How often a transaction is tried that others were always quicker than. */
  int MAX_TRIES = 5;

  /** Runs work that only reads; its statements need not see one state. */
  <T> T read(Function<Session, T> work);

  /** Runs work in a transaction that is on disk when this returns. */
  <T> T write(Function<Session, T> work);

  /**
   * Like {@link #write}, and again where another writer was first, a few times.
   *
   * @throws StoreConflictException if others were first each time
   */
  default <T> T writeAgain(Function<Session, T> work) {
    for (int tries = 1; ; tries++) {
      try {
        return write(work);
      } catch (StoreConflictException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /** How much it takes on disk. */
  long bytes();

  @Override
  void close();
}
