// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Duration;
import java.util.Collections;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Captures errors and ships them to a Tombo server.
 *
 * <pre>{@code
 * try (Tombo tombo = Tombo.create(TomboOptions.builder().endpoint(endpoint).token(token).build())) {
 *   tombo.capture(exception);
 * }
 * }</pre>
 *
 * <p>Nothing here throws, whatever it is given, and {@code capture} never blocks: it takes a
 * snapshot, puts it into a bounded queue and returns. A single daemon thread, started by the first
 * event, does the rest. Instances of the same endpoint and token share that queue and thread.
 * Thread-safe.
 */
public final class Tombo implements AutoCloseable {
  private final TomboOptions options;

  private Tombo(TomboOptions options) {
    this.options = options;
  }

  /**
   * Returns a client with these options. It neither touches the network nor starts a thread.
   * Without a token or an endpoint it is off: it says so in one warning and discards what it is
   * given.
   */
  public static Tombo create(TomboOptions options) {
    return new Tombo(options);
  }

  /** Captures a throwable that was caught; null is discarded. */
  public Receipt capture(@Nullable Throwable throwable) {
    return Receipt.discarded(DiscardReason.DISABLED);
  }

  /** Captures a message at {@link Level#ERROR}; null is discarded. */
  public Receipt capture(@Nullable String message) {
    return Receipt.discarded(DiscardReason.DISABLED);
  }

  /** Captures an event; null is discarded. */
  public Receipt capture(@Nullable Event event) {
    return Receipt.discarded(DiscardReason.DISABLED);
  }

  /**
   * Captures the event that a supplier makes. It is asked on the caller's thread, and only if the
   * event has a place in the queue and is not the echo of another; what it throws goes no further.
   * This is the way for appenders.
   */
  public Receipt capture(@Nullable Supplier<@Nullable Event> supplier) {
    return Receipt.discarded(DiscardReason.DISABLED);
  }

  /**
   * Waits until everything captured before is sent or discarded, at most this long.
   *
   * @return false if the time did not suffice
   */
  public boolean flush(@Nullable Duration timeout) {
    return true;
  }

  /** Closes within the options' {@code closeTimeout}, 5 seconds by default. */
  @Override
  public void close() {
    close(options.closeTimeout);
  }

  /**
   * Captures no more. If no other instance shares the queue, sends what is left, and when the
   * timeout passes first, aborts the request under way and discards the rest as {@link
   * DiscardReason#SHUTDOWN}. Closing again does nothing.
   */
  public void close(@Nullable Duration timeout) {}

  /** Returns what was sent and what was discarded so far. */
  public TomboStatus status() {
    return new TomboStatus(false, 0, 0, 0, 0, Collections.emptyMap());
  }
}
