// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Captures what ends a thread, at {@link Level#FATAL}, and hands it on to the handler that was
 * there before, or prints it as the JVM does where there was none. {@link Tombo#captureUncaught()}
 * makes one. Thread-safe.
 */
public final class UncaughtExceptions implements AutoCloseable {
  private final @Nullable UncaughtExceptionHandler before;
  private final UncaughtExceptionHandler handler = this::handle;
  private volatile @Nullable Tombo tombo;

  private UncaughtExceptions(Tombo tombo, @Nullable UncaughtExceptionHandler before) {
    this.tombo = tombo;
    this.before = before;
  }

  static UncaughtExceptions install(Tombo tombo) {
    UncaughtExceptions installed =
        new UncaughtExceptions(tombo, Thread.getDefaultUncaughtExceptionHandler());
    try {
      Thread.setDefaultUncaughtExceptionHandler(installed.handler);
    } catch (SecurityException denied) {
      new Trouble("Tombo").tell("uncaught", "Uncaught exceptions are not captured", denied);
    }
    return installed;
  }

  /**
   * Captures no more, and gives its place back. Where another handler has been put before it
   * meanwhile, it stays behind that one, but does nothing more than hand on.
   */
  @Override
  public void close() {
    tombo = null;
    try {
      if (handler.equals(Thread.getDefaultUncaughtExceptionHandler())) {
        Thread.setDefaultUncaughtExceptionHandler(before);
      }
    } catch (SecurityException denied) {
      // It hands on, then.
    }
  }

  private void handle(Thread thread, Throwable thrown) {
    try {
      Tombo client = tombo;
      if (client != null) {
        client.capture(
            Event.builder()
                .level(Level.FATAL)
                .exception(thrown)
                .handled(false)
                .thread(thread.getId(), thread.getName(), Item.isVirtual(thread))
                .build());
      }
    } catch (Throwable fault) {
      // Whoever comes next must still hear of it.
    }
    if (before != null) {
      before.uncaughtException(thread, thrown);
    } else {
      System.err.print("Exception in thread \"" + thread.getName() + "\" ");
      thrown.printStackTrace();
    }
  }
}
