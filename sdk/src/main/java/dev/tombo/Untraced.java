// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Runs the SDK's own work so that OpenTelemetry, where an application or an agent brings it, makes
 * no spans of it. By reflection, for the SDK does not depend on it.
 */
final class Untraced {
  private static final String UTIL = "io.opentelemetry.api.internal.InstrumentationUtil";

  private Untraced() {}

  static void run(Runnable task) {
    Once once = new Once(task);
    Method suppress = suppress();
    try {
      if (suppress != null) {
        suppress.invoke(null, once);
      }
    } catch (InvocationTargetException fault) {
      if (once.begun) {
        throw new IllegalStateException(fault.getCause());
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unusable) {
      // Then it is traced.
    }
    once.run();
  }

  private static @Nullable Method suppress() {
    try {
      return Class.forName(UTIL, true, Untraced.class.getClassLoader())
          .getMethod("suppressInstrumentation", Runnable.class);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
      return null;
    }
  }

  /** A task that runs a single time, whoever is asked to run it. */
  private static final class Once implements Runnable {
    private final Runnable task;
    private boolean begun;

    Once(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (!begun) {
        begun = true;
        task.run();
      }
    }
  }
}
