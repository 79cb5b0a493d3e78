// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import dev.tombo.server.store.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few platform threads for calls into native code, which would hold on to the carrier of a
 * virtual thread. Thread-safe.
 */
final class NativeThreads implements AutoCloseable {
  private static final long CLOSE_SECONDS = 1;

  private final ExecutorService executor;

  /**
   * @param name what the threads are called
   * @param count how many there are
   */
  NativeThreads(String name, int count) {
    var made = new AtomicInteger();
    executor =
        Executors.newFixedThreadPool(
            count,
            task -> {
              var thread =
                  new Owned(this, task, count == 1 ? name : name + "-" + made.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs a task on one of the threads and waits for it, even if the caller is interrupted: what it
   * did must be known.
   */
  <T> T call(Supplier<T> task) {
    if (Thread.currentThread() instanceof Owned thread && thread.owner == this) {
      throw new IllegalStateException("This thread would wait for itself");
    }
    Future<T> future;
    try {
      future = executor.submit(task::get);
    } catch (RejectedExecutionException e) {
      throw new StoreUnavailableException("The store is closed", e);
    }
    return await(future);
  }

  private static <T> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (CancellationException e) {
          throw new StoreUnavailableException("The store is closed", e);
        } catch (ExecutionException e) {
          throw rethrown(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(e.getCause());
  }

  /** Lets what was submitted end, for some seconds, and ends the threads. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        cancel(executor.shutdownNow());
      }
    } catch (InterruptedException e) {
      cancel(executor.shutdownNow());
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go of those who wait for tasks that will not run. */
  private static void cancel(List<Runnable> tasks) {
    for (Runnable task : tasks) {
      if (task instanceof Future<?> future) {
        future.cancel(false);
      }
    }
  }

  /** A thread that knows whose it is. */
  private static final class Owned extends Thread {
    private final NativeThreads owner;

    Owned(NativeThreads owner, Runnable task, String name) {
      super(task, name);
      this.owner = owner;
    }
  }
}
