// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client: captures errors and ships them to a Tombo server.
 *
 * <pre>{@code
 * TomboOptions options = TomboOptions.builder().endpoint(endpoint).token(token).build();
 * try (Tombo tombo = Tombo.create(options)) {
 *   tombo.capture(exception);
 * }
 * }</pre>
 *
 * <p>Nothing here throws, whatever it is given, and {@code capture} never blocks: it takes a
 * snapshot, puts it into a bounded queue and returns. The one exception is {@link
 * SpoolMode#ALWAYS}, with which it waits for the disk, at most a second. A single daemon thread,
 * started by the first event, does the rest. Clients of the same endpoint and token share that
 * queue and thread, with the bounds and timeouts of the first; all else each has for itself.
 * Thread-safe.
 */
public final class Tombo implements AutoCloseable {
  private final TomboOptions options;
  private final Guard guard;
  private final Registry registry;

  /** Null if the SDK is off. */
  private final @Nullable Channel channel;

  private final @Nullable Preparation preparation;
  private final AtomicLong disabled = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Queue<UncaughtExceptions> uncaught = new ConcurrentLinkedQueue<>();

  private Tombo(TomboOptions options, Registry registry, @Nullable Channel channel) {
    this.options = options;
    this.registry = registry;
    this.guard = registry.guard;
    this.channel = channel;
    this.preparation = channel == null ? null : channel.preparation(options);
  }

  /**
   * Returns a client with these options. It neither touches the network nor starts a thread, unless
   * there is a spool, in which an earlier process may have left events to send. Without a token or
   * an endpoint it is off: it says so in one warning and discards what it is given.
   */
  public static Tombo create(TomboOptions options) {
    return create(options, Registry.SHARED);
  }

  static Tombo create(@Nullable TomboOptions options, Registry registry) {
    TomboOptions known =
        options == null
            ? TomboOptions.builder().build(new Settings(name -> null, name -> null, name -> null))
            : options;
    Channel channel = null;
    try {
      if (known.endpoint == null || known.token == null) {
        new Trouble("Tombo").tell("off", off(known.token == null ? "token" : "endpoint"), null);
      } else {
        channel = registry.acquire(known, known.endpoint, known.token);
        channel.begin();
        if (Check.isPlain(known.endpoint)) {
          channel.trouble.tell("plain", "events and token travel there unencrypted", null);
        }
      }
    } catch (Throwable fault) {
      new Trouble("Tombo").tell("off", "off, since it could not be started", fault);
    }
    Tombo tombo = new Tombo(known, registry, channel);
    if (channel != null && tombo.preparation != null) {
      rehearse(channel, tombo.preparation);
    }
    return tombo;
  }

  private static String off(String name) {
    String upper = name.toUpperCase(java.util.Locale.ROOT);
    return "off, since no "
        + name
        + " is set; set it in code, as system property tombo."
        + name
        + ", as environment variable TOMBO_"
        + upper
        + " or in tombo.properties";
  }

  /** Captures a throwable that was caught; null is discarded. */
  public Receipt capture(@Nullable Throwable throwable) {
    return admit(throwable);
  }

  /** Captures a message at {@link Level#ERROR}; null is discarded. */
  public Receipt capture(@Nullable String message) {
    return admit(message);
  }

  /** Captures an event; null is discarded. */
  public Receipt capture(@Nullable Event event) {
    return admit(event);
  }

  /**
   * Captures the event that a supplier makes. It is asked on the caller's thread, and only if the
   * client is open and the SDK's own work did not lead here; what it throws goes no further.
   */
  public Receipt capture(@Nullable Supplier<@Nullable Event> supplier) {
    return admit(supplier);
  }

  /** Captures the event that a source makes, under the same conditions, if it is to be one. */
  public Receipt capture(@Nullable EventSource source) {
    return admit(source);
  }

  /**
   * Waits until everything captured before is sent or discarded, at most this long; null is no time
   * at all. Events that wait for the server to come back are not tried any sooner for it.
   *
   * @return false if the time did not suffice
   */
  public boolean flush(@Nullable Duration timeout) {
    return channel == null || channel.flush(nanos(timeout));
  }

  /** Closes within the options' {@code closeTimeout}, 5 seconds by default. */
  @Override
  public void close() {
    close(options.closeTimeout);
  }

  /**
   * Captures no more. If no other instance shares the queue, sends what is left, and when the
   * timeout passes first, aborts the request under way and discards the rest as {@link
   * DiscardReason#SHUTDOWN}. Closing again does nothing; null is no time at all.
   */
  public void close(@Nullable Duration timeout) {
    try {
      uncaught.forEach(UncaughtExceptions::close);
      if (closed.compareAndSet(false, true)
          && channel != null
          && options.endpoint != null
          && options.token != null
          && registry.release(channel, options.endpoint, options.token)) {
        channel.close(nanos(timeout));
      }
    } catch (Throwable fault) {
      new Trouble("Tombo").tell("close", "Closing failed", fault);
    }
  }

  /**
   * Captures from now on what ends a thread, at {@link Level#FATAL}, until it or this client is
   * closed. The default handler that was there before is called after it.
   */
  public UncaughtExceptions captureUncaught() {
    UncaughtExceptions installed = UncaughtExceptions.install(this);
    uncaught.add(installed);
    return installed;
  }

  /** Returns what was sent and what was discarded so far. */
  public TomboStatus status() {
    if (channel != null) {
      return channel.status();
    }
    Map<DiscardReason, Long> discarded = new EnumMap<>(DiscardReason.class);
    if (disabled.get() > 0) {
      discarded.put(DiscardReason.DISABLED, disabled.get());
    }
    return new TomboStatus(false, 0, 0, 0, 0, 0, 0, 0, discarded);
  }

  private Receipt admit(@Nullable Object source) {
    if (channel == null || preparation == null) {
      disabled.incrementAndGet();
      return Receipt.discarded(DiscardReason.DISABLED);
    }
    boolean @Nullable [] mark = null;
    Receipt receipt = null;
    try {
      if (closed.get()) {
        return channel.refuse(DiscardReason.CLOSED);
      }
      mark = guard.enter();
      if (mark == null) {
        return channel.refuse(DiscardReason.REENTRANT);
      }
      try {
        receipt = enqueue(channel, preparation, source);
      } catch (Throwable fault) {
        channel.trouble.tell("capture", "An event could not be captured and is discarded", fault);
        receipt = channel.refuse(DiscardReason.INTERNAL_ERROR);
      } finally {
        mark[0] = false;
      }
      return receipt;
    } catch (Throwable outOfStack) {
      if (mark != null) {
        mark[0] = false;
      }
      return lastResort(channel, receipt);
    }
  }

  /** Where not even a fault could be told of, such as at the very end of the stack. */
  private static Receipt lastResort(Channel channel, @Nullable Receipt known) {
    try {
      return known == null ? channel.refuse(DiscardReason.INTERNAL_ERROR) : known;
    } catch (Throwable stillOutOfStack) {
      return Receipt.FAILED;
    }
  }

  private static Receipt enqueue(
      Channel channel, Preparation preparation, @Nullable Object source) {
    Draft draft =
        source instanceof EventSource
            ? Draft.of((EventSource) source, preparation)
            : Draft.of(event(source), preparation);
    if (draft == null) {
      return channel.refuse(DiscardReason.INVALID);
    }
    if (Log.NAME.equals(draft.data.logger)) {
      return channel.refuse(DiscardReason.REENTRANT);
    }
    return channel.take(draft);
  }

  /** No lambdas here: to link one at the end of the stack fails, and then for ever. */
  private static @Nullable Event event(@Nullable Object source) {
    if (source instanceof Throwable) {
      return Event.builder().exception((Throwable) source).handled(true).build();
    }
    if (source instanceof String) {
      return Event.builder().message((String) source).build();
    }
    if (source instanceof Supplier) {
      return (Event) ((Supplier<?>) source).get();
    }
    return (Event) source;
  }

  private static void rehearse(Channel channel, Preparation preparation) {
    try {
      event(new Throwable());
      Intake.rehearse(preparation, channel.time);
    } catch (Throwable fault) {
      channel.trouble.tell("rehearsal", "Events may not be captured", fault);
    }
  }

  private static long nanos(@Nullable Duration duration) {
    if (duration == null || duration.isNegative()) {
      return 0;
    }
    return Math.min(duration.getSeconds(), 1_000_000_000L) * 1_000_000_000L + duration.getNano();
  }
}
