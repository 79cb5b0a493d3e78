// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.retention;

import dev.tombo.server.store.RetentionStore;
import dev.tombo.server.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Removes little by little what deleted issues and projects left behind, and what is to be erased
 * of people, so that events are written in between. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Sweeper.class.getName());
  private static final int ROWS_AT_ONCE = 500;
  private static final Duration BETWEEN_SLICES = Duration.ofMillis(20);
  private static final Duration WHEN_IDLE = Duration.ofSeconds(5);

  private final RetentionStore store;
  private final BooleanSupplier erasures;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * A sweeper that does nothing before it is started.
   *
   * @param erasures goes on by a slice with what is erased of people; answers whether there may be
   *     more
   */
  public Sweeper(RetentionStore store, BooleanSupplier erasures, InstantSource clock) {
    this.store = store;
    this.erasures = erasures;
    this.clock = clock;
  }

  /** Sweeps in a thread of this factory until it is closed. */
  public void start(ThreadFactory threads) {
    threads.newThread(this::run).start();
  }

  private void run() {
    try {
      Duration pause = BETWEEN_SLICES;
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause = sweep() ? BETWEEN_SLICES : WHEN_IDLE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes one slice; answers whether there may be more now. */
  boolean sweep() {
    try {
      boolean more = store.removeDeleted(ROWS_AT_ONCE, clock.instant());
      return erasures.getAsBoolean() || more;
    } catch (StoreException e) {
      if (closed.getCount() > 0) {
        LOG.log(Level.WARNING, "what was deleted cannot be removed now: {0}", e.getMessage());
      }
      return false;
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "what was deleted cannot be removed", e);
      return false;
    }
  }

  /** Stops after the slice in work, without waiting for it. */
  @Override
  public void close() {
    closed.countDown();
  }
}
