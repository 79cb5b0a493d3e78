// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Duration;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Ships what is logged by {@code java.util.logging} at {@code SEVERE} to a Tombo server.
 *
 * <pre>{@code
 * handlers = java.util.logging.ConsoleHandler, dev.tombo.TomboHandler
 * dev.tombo.TomboHandler.level = SEVERE
 * }</pre>
 *
 * <p>Endpoint, token and the rest are looked up as {@link TomboOptions} says. Nothing is thrown
 * into the application. Thread-safe.
 */
public final class TomboHandler extends Handler {
  private final @Nullable Tombo tombo;
  private final boolean own;

  /** Makes a handler with a client of its own; this is the way of a configuration. */
  public TomboHandler() {
    this(create(), true);
  }

  /** Makes a handler that captures with this client, and does not close it. */
  public TomboHandler(Tombo tombo) {
    this(tombo, false);
  }

  private TomboHandler(@Nullable Tombo tombo, boolean own) {
    this.tombo = tombo;
    this.own = own;
    setFormatter(new SimpleFormatter());
    setLevel(configuredLevel());
  }

  @Override
  public void publish(@Nullable LogRecord record) {
    try {
      if (record != null && tombo != null && isLoggable(record)) {
        tombo.capture(new RecordSource(record, getFormatter()));
      }
    } catch (Throwable fault) {
      // A filter that throws, say. The SDK throws nothing; the application must not see this.
    }
  }

  /** Asks for what was captured to be sent, and does not wait for it. */
  @Override
  public void flush() {
    if (tombo != null) {
      tombo.flush(Duration.ZERO);
    }
  }

  @Override
  public void close() {
    if (tombo != null && own) {
      tombo.close();
    }
  }

  private static @Nullable Tombo create() {
    try {
      return Tombo.create(TomboOptions.builder().build());
    } catch (Throwable fault) {
      new ErrorManager()
          .error("Tombo is off: " + fault.getMessage(), null, ErrorManager.OPEN_FAILURE);
      return null;
    }
  }

  private static java.util.logging.Level configuredLevel() {
    try {
      String level =
          LogManager.getLogManager().getProperty(TomboHandler.class.getName() + ".level");
      return level == null
          ? java.util.logging.Level.SEVERE
          : java.util.logging.Level.parse(level.trim());
    } catch (RuntimeException senseless) {
      return java.util.logging.Level.SEVERE;
    }
  }
}
