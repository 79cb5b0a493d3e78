// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreConflictException;
import dev.tombo.server.store.StoreUnavailableException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Connections and the threads that may use them. Thread-safe. */
interface Database extends AutoCloseable {
  /** How often a transaction is tried that others were always quicker than. */
  int MAX_TRIES = 8;

  /** For a reader that is free for lengthy work. */
  long PATIENCE_SECONDS = 5;

  /** Before the second try; twice as long before each further one. */
  long FIRST_PAUSE_NANOS = 1_000_000;

  /** Runs work that only reads; its statements need not see one state. */
  <T> T read(Function<Session, T> work);

  /**
   * Like {@link #read}, for work that may take long: it leaves readers to others, and waits a few
   * seconds at most.
   *
   * @throws StoreUnavailableException if there was no place in that time
   */
  default <T> T readAtLength(Function<Session, T> work) {
    try {
      if (!lengthy().tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreUnavailableException(
            "too much is asked at once", new IllegalStateException("no reader was free"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted", e);
    }
    try {
      return read(work);
    } finally {
      lengthy().release();
    }
  }

  /** As many permits as readers may be busy with lengthy work. */
  Semaphore lengthy();

  /** Runs work in a transaction that is on disk when this returns. */
  <T> T write(Function<Session, T> work);

  /**
   * Like {@link #write}, and again after a growing pause where another writer was first, a few
   * times.
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
        LockSupport.parkNanos(FIRST_PAUSE_NANOS << tries);
      }
    }
  }

  /** How many transactions of digests are worth running at once. */
  int writers();

  /** Has what was overwritten leave the disk, as far as that is in the hands of a client. */
  void flushErased();

  /** How much it takes on disk. */
  long bytes();

  @Override
  void close();
}
