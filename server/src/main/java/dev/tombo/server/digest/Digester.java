// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.StoreUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes submissions and commits them in groups: whatever gathered while the last transaction ran
 * goes into the next. A caller has its answer once its items are on disk. Thread-safe.
 *
 * <p>Without {@link #start} nothing is written until {@link #runOnce} is called.
 */
public final class Digester implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Digester.class.getName());

  private final Backlog backlog;
  private final Committer committer;
  private final boolean mixed;
  private final LongSupplier nanoTime;
  private final Timer commits;
  private final DigestMetrics metrics;
  private @Nullable Thread writer;

  /**
   * A digester that is not running.
   *
   * @param nanoTime such as {@link System#nanoTime}
   */
  public Digester(DigestStore store, MeterRegistry meters, LongSupplier nanoTime) {
    this.backlog = new Backlog(Backlog.Bounds.STANDARD, nanoTime);
    this.committer = new Committer(store);
    this.mixed = store.projectsShareTransactions();
    this.nanoTime = nanoTime;
    this.metrics = new DigestMetrics(meters, backlog);
    this.commits = metrics.commits();
  }

  /** Starts the writer. */
  public synchronized void start(ThreadFactory threads) {
    Thread thread = threads.newThread(this::run);
    writer = thread;
    thread.start();
  }

  /**
   * Hands over a submission, waiting for room.
   *
   * @param patience how long to wait for room
   * @return what became of its items, in order, once they are committed; fails with {@link
   *     NotCommittedException} if the database cannot commit now
   * @throws NotCommittedException if there was no room in time, or the digester is closed
   */
  public CompletableFuture<List<Outcome>> submit(Submission submission, Duration patience) {
    Backlog.Entry entry = new Backlog.Entry(submission);
    backlog.put(entry, patience);
    return entry.answer();
  }

  /**
   * Commits what waits now, if anything does; waits for something if nothing does.
   *
   * @return false once the digester is closed and nothing waits
   */
  boolean runOnce() {
    List<Backlog.Entry> entries = backlog.take();
    if (entries.isEmpty()) {
      return false;
    }
    if (mixed) {
      commit(entries);
      return true;
    }
    Map<Long, List<Backlog.Entry>> byProject = new LinkedHashMap<>();
    for (Backlog.Entry entry : entries) {
      byProject.computeIfAbsent(entry.submission().project(), p -> new ArrayList<>()).add(entry);
    }
    byProject.values().forEach(this::commit);
    return true;
  }

  private void commit(List<Backlog.Entry> entries) {
    long start = nanoTime.getAsLong();
    try {
      List<List<Outcome>> outcomes =
          committer.commit(entries.stream().map(Backlog.Entry::submission).toList());
      long nanos = nanoTime.getAsLong() - start;
      backlog.committed(entries, nanos);
      commits.record(nanos, TimeUnit.NANOSECONDS);
      for (int i = 0; i < entries.size(); i++) {
        metrics.count(outcomes.get(i));
        entries.get(i).answer().complete(outcomes.get(i));
      }
    } catch (StoreUnavailableException e) {
      LOG.log(Level.WARNING, "cannot commit now: {0}", e.getMessage());
      NotCommittedException busy = new NotCommittedException("the database cannot commit now");
      entries.forEach(entry -> entry.answer().completeExceptionally(busy));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "a commit failed", e);
      entries.forEach(entry -> entry.answer().completeExceptionally(e));
    }
  }

  private void run() {
    boolean more = true;
    while (more) {
      more = runOnce();
    }
  }

  /** Takes nothing more, and commits what was taken. */
  @Override
  public void close() {
    backlog.close();
    Thread thread;
    synchronized (this) {
      thread = writer;
    }
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
