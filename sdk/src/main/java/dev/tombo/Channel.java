// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.nio.file.Paths;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One queue to one server for one token, with its worker and thread: what all clients ({@link
 * Tombo}s) of the same endpoint and token share. Thread-safe.
 */
final class Channel {
  /** How long a capture waits for the disk, where it does. */
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private static final long FOR_THE_DISK = TimeUnit.SECONDS.toNanos(1);

  final EventQueue queue;
  final Ledger ledger = new Ledger();
  final Worker worker;
  final Ids ids;
  final Time time;
  final Trouble trouble;
  final Surroundings surroundings;

  private final TomboOptions options;
  private final Intake intake;
  private final @Nullable Spool spool;
  private final ThreadFactory threads;
  private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> hook = new AtomicReference<>();

  Channel(
      TomboOptions options,
      Transport transport,
      Surroundings surroundings,
      Trouble trouble,
      Time time,
      LongSupplier random,
      ThreadFactory threads) {
    this.options = options;
    this.surroundings = surroundings;
    this.trouble = trouble;
    this.time = time;
    this.threads = threads;
    this.ids = new Ids(time, random);
    this.queue = new EventQueue(options.maxQueueEvents, options.maxQueueBytes);
    this.spool = spool();
    this.worker =
        new Worker(
            options, queue, ledger, transport, ids, time, new Backoff(random), trouble, spool);
    this.intake = new Intake(queue, ledger, ids, time);
  }

  /** Returns a channel of the real world. */
  static Channel create(TomboOptions options, String endpoint, String token) {
    Trouble trouble = new Trouble(endpoint);
    Target target = new Target(endpoint, token, options.connectTimeout, options.callTimeout);
    return new Channel(
        options,
        FallbackTransport.toTarget(target, trouble),
        new Surroundings(System::getenv, System::getProperty, Paths.get("/etc/hostname")),
        trouble,
        Time.SYSTEM,
        Ids.seededRandom(),
        task -> new TomboThread(task, "tombo-sender"));
  }

  private @Nullable Spool spool() {
    if (options.spool == SpoolMode.OFF || options.endpoint == null || options.token == null) {
      return null;
    }
    String key = SpoolPlace.key(options.endpoint, options.token);
    return new Spool(options.spoolDirectory, key, options, ledger, ids, time, trouble);
  }

  /** Starts at once where an earlier process may have left something to do. */
  void begin() {
    if (spool != null) {
      start();
    }
  }

  Preparation preparation(TomboOptions options) {
    return new Preparation(options, surroundings, trouble, Preparation.MAX_EVENT_BYTES);
  }

  Receipt refuse(DiscardReason reason) {
    return ledger.refused(reason);
  }

  /** Throws only if the event is neither queued nor counted. */
  Receipt take(Draft draft) {
    Receipt receipt = intake.take(draft);
    try {
      if (receipt.eventId != null) {
        start();
        worker.offered();
        if (options.spool == SpoolMode.ALWAYS) {
          awaitStored();
        }
      }
    } catch (Throwable outOfStack) {
      // The event is in; whoever comes next starts or wakes the thread.
    }
    return receipt;
  }

  /** Not even an interrupt shortens it: the event would not be where it was promised to be. */
  private void awaitStored() {
    long target = queue.accepted();
    long deadline = time.nanos() + LONGEST_WAIT;
    uninterrupted(
        () ->
            spool == null
                || !spool.isUsable()
                || worker.isCurrentThread()
                || worker.stored().await(target, deadline - time.nanos()));
  }

  boolean flush(long nanos) {
    long target = queue.accepted();
    try {
      if (!worker.isCurrentThread()) {
        worker.hurry(target);
        return ledger.awaitSettled(target, nanos);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return ledger.settled() >= target;
  }

  /** Returns by the deadline at the latest; an interrupt does not shorten the time to send. */
  void close(long nanos) {
    long deadline = time.nanos() + nanos;
    // With a spool, some of the time is for what cannot be sent.
    long enough = deadline - (spool == null ? 0 : Math.min(nanos / 4, FOR_THE_DISK));
    queue.close();
    worker.close(enough);
    if (queue.size() > 0 || !ledger.unreported().isEmpty()) {
      start();
    }
    if (!worker.isCurrentThread() && !(isStarted(thread.get()) && awaitEnd(enough))) {
      worker.abort();
      if (spool == null || !awaitEnd(deadline)) {
        ledger.seal(queue.accepted());
      }
    }
    removeHook();
  }

  TomboStatus status() {
    return ledger.status(queue.accepted(), queue.bytes());
  }

  private boolean awaitEnd(long deadline) {
    return uninterrupted(() -> worker.awaitEnd(deadline - time.nanos()));
  }

  /** Something to wait for. */
  private interface Wait {
    boolean end() throws InterruptedException;
  }

  private static boolean uninterrupted(Wait wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return wait.end();
        } catch (InterruptedException ignored) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Starts the thread with the first event: a channel that is never used has none. Whether it runs
   * is asked of the thread itself, so that there never are two, and one that could not be started
   * is tried again.
   */
  private void start() {
    if (isStarted(thread.get())) {
      return;
    }
    try {
      if (thread.get() == null) {
        thread.compareAndSet(null, threads.newThread(worker));
      }
      Thread made = thread.get();
      if (made != null) {
        made.start();
      }
    } catch (IllegalThreadStateException another) {
      // Another caller started it meanwhile.
      return;
    } catch (Throwable noThread) {
      trouble.tell("thread", "No thread can be had to send events; they wait", noThread);
      return;
    }
    addHook();
  }

  private static boolean isStarted(@Nullable Thread thread) {
    return thread != null && thread.getState() != Thread.State.NEW;
  }

  private void addHook() {
    if (options.shutdownHook) {
      try {
        Thread made = new TomboThread(new CloseAtExit(this), "tombo-shutdown");
        Runtime.getRuntime().addShutdownHook(made);
        hook.set(made);
      } catch (Throwable noHook) {
        trouble.tell("hook", "Events captured last may not be sent at the end", noHook);
      }
    }
  }

  private void removeHook() {
    Thread made = hook.getAndSet(null);
    try {
      if (made != null && made != Thread.currentThread()) {
        Runtime.getRuntime().removeShutdownHook(made);
      }
    } catch (IllegalStateException shuttingDown) {
      // It is running, or has run.
    }
  }

  void closeAtExit() {
    close(options.closeTimeout.toNanos());
  }
}
