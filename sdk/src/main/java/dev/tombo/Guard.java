// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/**
 * Keeps the SDK from capturing what its own work leads to: a log line written while an event is
 * being captured on the same thread, or anything at all on the SDK's own threads.
 */
final class Guard {
  /** Static but for the tests: there is one guard, the registry's. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<Visit> current = new ThreadLocal<>();

  /** One stay inside, from {@link #enter} to {@link #exit}; one thread's own. */
  static final class Visit {
    /** Set by whoever leaves, as a mere write: the end of the stack may not even allow a call. */
    boolean over;
  }

  /** Returns false if the caller is inside already. */
  boolean enter(Visit visit) {
    Visit other = current.get();
    if (Thread.currentThread() instanceof TomboThread || (other != null && !other.over)) {
      return false;
    }
    current.set(visit);
    return true;
  }

  /** Leaves nothing behind on the thread, which may outlive the application's class loader. */
  void exit(Visit visit) {
    if (current.get() == visit) {
      current.remove();
    }
  }
}
