// SPDX-License-Identifier: Apache-2.0
package io.opentelemetry.api.internal;

/** Stands for OpenTelemetry's class of this name, as far as the SDK calls it. */
public final class InstrumentationUtil {
  private static final ThreadLocal<Boolean> SUPPRESSED = ThreadLocal.withInitial(() -> false);

  private InstrumentationUtil() {}

  /** Runs a task of which no spans are made. */
  public static void suppressInstrumentation(Runnable task) {
    SUPPRESSED.set(true);
    try {
      task.run();
    } finally {
      SUPPRESSED.remove();
    }
  }

  /** Returns whether such a task is running on this thread. */
  public static boolean isSuppressed() {
    return SUPPRESSED.get();
  }
}
