// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.nio.file.Paths;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One queue to one server for one token, with its worker and thread: what all clients ({@link
 * Tombo}s) of the same endpoint and token share. Thread-safe.
 */
final class Channel {
  final Ring ring;
  final Ledger ledger = new Ledger();
  final Worker worker;
  final Ids ids;
  final Time time;
  final Trouble trouble;
  final Surroundings surroundings;

  private final TomboOptions options;
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
    this.ring = new Ring(options.maxQueueEvents, options.maxQueueBytes);
    this.worker =
        new Worker(options, ring, ledger, transport, ids, time, new Backoff(random), trouble);
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

  Preparation preparation(TomboOptions options) {
    return new Preparation(options, surroundings, trouble, Preparation.MAX_EVENT_BYTES);
  }

  boolean isFull() {
    return ring.isFull();
  }

  Receipt refuse(DiscardReason reason) {
    ledger.refused(reason);
    return Receipt.discarded(reason);
  }

  Receipt offer(Item item) {
    DiscardReason refusal = ring.offer(item);
    if (refusal != null) {
      return refuse(refusal);
    }
    start();
    worker.offered();
    return Receipt.queued(String.valueOf(item.event.data.id));
  }

  boolean flush(long nanos) {
    long target = ring.accepted();
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
    ring.close();
    worker.close(deadline);
    if (!ledger.unreported().isEmpty()) {
      start();
    }
    if (!worker.isCurrentThread() && thread.get() != null && !awaitEnd(deadline)) {
      worker.abort();
      ledger.seal(ring.accepted());
    }
    removeHook();
  }

  TomboStatus status() {
    return ledger.status(ring.accepted(), ring.bytes());
  }

  private boolean awaitEnd(long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return worker.awaitEnd(deadline - time.nanos());
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

  /** Starts the thread once, with the first event: a channel that is never used has none. */
  private void start() {
    if (thread.get() != null) {
      return;
    }
    Thread made = threads.newThread(worker);
    if (thread.compareAndSet(null, made)) {
      try {
        made.start();
        addHook();
      } catch (Throwable noThread) {
        thread.set(null);
        trouble.tell("thread", "No thread can be had to send events; they wait", noThread);
      }
    }
  }

  private void addHook() {
    if (options.shutdownHook) {
      try {
        Thread made = new TomboThread(new CloseAtExit(this), "tombo-shutdown");
        Runtime.getRuntime().addShutdownHook(made);
        hook.set(made);
      } catch (IllegalStateException shuttingDown) {
        trouble.tell("hook", "Events captured this late may not be sent", shuttingDown);
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
