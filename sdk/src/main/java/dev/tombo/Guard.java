// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the SDK from capturing what its own work leads to: a log line written while an event is
 * being captured on the same thread, or anything at all on the SDK's own threads.
 */
final class Guard {
  /**
   * Whether a thread is inside. The mark stays on the thread, which may outlive the application's
   * class loader: so it is of a class of the JDK. Static but for the tests: there is one guard, the
   * registry's.
   */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<boolean[]> marks = new ThreadLocal<>();

  /**
   * Returns the caller's mark, null if it is inside already. Whoever leaves clears it, as a mere
   * write: the end of the stack may not even allow a call.
   */
  boolean @Nullable [] enter() {
    boolean[] mark = marks.get();
    if (mark == null) {
      mark = new boolean[1];
      marks.set(mark);
    }
    if (mark[0] || Thread.currentThread() instanceof TomboThread) {
      return null;
    }
    mark[0] = true;
    return mark;
  }
}
