// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** How much the store takes on disk, asked for at most every half minute. Thread-safe. */
final class StoreSize {
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Store store;
  private final LongSupplier nanoTime;
  private final Lock asking = new ReentrantLock();
  private boolean asked;
  private long askedAt;
  private double bytes;

  StoreSize(Store store, LongSupplier nanoTime) {
    this.store = store;
    this.nanoTime = nanoTime;
  }

  /** In bytes; not a number where it cannot be said. */
  double bytes() {
    asking.lock();
    try {
      if (!asked || nanoTime.getAsLong() - askedAt > REMEMBERED_NANOS) {
        bytes = now();
        asked = true;
        askedAt = nanoTime.getAsLong();
      }
      return bytes;
    } finally {
      asking.unlock();
    }
  }

  private double now() {
    try {
      return store.bytes();
    } catch (StoreException e) {
      return Double.NaN;
    }
  }
}
