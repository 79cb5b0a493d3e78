// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

/**
 * Keeps the SDK from capturing what its own work leads to: a log line written while an event is
 * being captured on the same thread, or anything at all on the SDK's own threads.
 */
final class Guard {
  private final ThreadLocal<Boolean> entered = new ThreadLocal<>();

  /** Returns false if the caller is inside already; if true, {@link #exit} must follow. */
  boolean enter() {
    if (Thread.currentThread() instanceof TomboThread || entered.get() != null) {
      return false;
    }
    entered.set(Boolean.TRUE);
    return true;
  }

  /** Leaves nothing behind on the thread, which may outlive the application's class loader. */
  void exit() {
    entered.remove();
  }
}
