// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.ingest.Ingest;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.StoreException;
import dev.tombo.server.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether the server can store what it is sent, and if not, why. Thread-safe. */
final class Readiness {
  private static final Logger LOG = Logger.getLogger(Readiness.class.getName());

  /** Nobody needs a credential to ask, so asking often must cost nothing. */
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Store store;
  private final Ingest ingest;
  private final LongSupplier nanoTime;

  /** No monitor: until Java 24 that holds on to the carriers of virtual threads that wait. */
  private final Lock asking = new ReentrantLock();

  private @Nullable Finding last;

  /** What was wrong, and when. */
  private record Finding(List<String> problems, long nanos) {}

  Readiness(Store store, Ingest ingest, LongSupplier nanoTime) {
    this.store = store;
    this.ingest = ingest;
    this.nanoTime = nanoTime;
  }

  /** What is wrong, in words for everybody; empty if nothing is. */
  List<String> problems() {
    asking.lock();
    try {
      Finding known = last;
      if (known == null || nanoTime.getAsLong() - known.nanos() > REMEMBERED_NANOS) {
        known = new Finding(found(), nanoTime.getAsLong());
        last = known;
      }
      return known.problems();
    } finally {
      asking.unlock();
    }
  }

  private List<String> found() {
    List<String> problems = new ArrayList<>();
    ofDatabase().ifPresent(problems::add);
    if (!ingest.accepting()) {
      problems.add("the queue is closed");
    }
    return List.copyOf(problems);
  }

  private Optional<String> ofDatabase() {
    try {
      store.check();
      return Optional.empty();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "the database cannot be written: {0}", e.getMessage());
      String reason =
          e instanceof StoreUnavailableException away ? away.reason() : "the server's log says why";
      return Optional.of("the database cannot be written: " + reason);
    }
  }
}
