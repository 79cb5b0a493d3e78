// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.function.Function;

/** Connections and the threads that may use them. Thread-safe. */
interface Database extends AutoCloseable {
  /** Runs work that only reads; its statements need not see one state. */
  <T> T read(Function<Session, T> work);

  /** Runs work in a transaction that is on disk when this returns. */
  <T> T write(Function<Session, T> work);

  @Override
  void close();
}
