// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.StoreUnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.stream.IntStream;

/**
 * Takes submissions and commits them in groups: whatever gathered while the last transaction ran
 * goes into the next, each project's by the same writer. A caller has its answer once its items are
 * on disk. Thread-safe.
 *
 * <p>Without {@link #start} nothing is written until {@link #runOnce} is called. Its threads only
 * gather and answer: the store runs a transaction on a thread of its own where its database wants
 * that.
 */
public final class Digester {
  private static final Logger LOG = Logger.getLogger(Digester.class.getName());

  private final Backlog backlog;
  private final Committer committer;
  private final boolean mixed;
  private final int count;
  private final LongSupplier nanoTime;
  private final DigestMetrics metrics;
  private List<Thread> writers = List.of();

  /**
   * A digester that is not running.
   *
   * @param nanoTime such as {@link System#nanoTime}
   */
  public Digester(DigestStore store, MeterRegistry meters, LongSupplier nanoTime) {
    this.count = store.writers();
    this.backlog = new Backlog(Backlog.Bounds.STANDARD, count, nanoTime);
    this.mixed = store.projectsShareTransactions();
    this.nanoTime = nanoTime;
    this.metrics = new DigestMetrics(meters, backlog);
    this.committer = new Committer(store, metrics::retried);
  }

  /** Starts as many writers as the store has use for. */
  public synchronized void start(ThreadFactory threads) {
    writers = IntStream.range(0, count).mapToObj(i -> threads.newThread(() -> run(i))).toList();
    writers.forEach(Thread::start);
  }

  /** Whether it takes submissions and its writers run. */
  public boolean accepting() {
    List<Thread> running = writers();
    return !running.isEmpty() && running.stream().allMatch(Thread::isAlive) && !backlog.isClosed();
  }

  private synchronized List<Thread> writers() {
    return writers;
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
   * Commits what waits for the first writer, if anything does; waits for it if nothing does.
   *
   * @return false once the digester is closed and nothing waits
   */
  boolean runOnce() {
    return runOnce(0);
  }

  private boolean runOnce(int index) {
    List<Backlog.Entry> entries = backlog.take(index);
    groups(entries).forEach(this::commit);
    return !entries.isEmpty();
  }

  /**
   * Takes nothing more and commits what was taken; what is not committed in time is answered so.
   *
   * @param patience how long to wait for it
   */
  public void close(Duration patience) {
    backlog.close();
    long deadline = nanoTime.getAsLong() + patience.toNanos();
    try {
      for (Thread writer : writers()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - nanoTime.getAsLong());
        writer.join(Math.max(1, left));
      }
      if (!writers().isEmpty()) {
        fail(backlog.drain(), new NotCommittedException("the server is stopping"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<List<Backlog.Entry>> groups(List<Backlog.Entry> entries) {
    if (mixed || entries.isEmpty()) {
      return entries.isEmpty() ? List.of() : List.of(entries);
    }
    Map<Long, List<Backlog.Entry>> byProject = new LinkedHashMap<>();
    for (Backlog.Entry entry : entries) {
      byProject.computeIfAbsent(entry.submission().project(), p -> new ArrayList<>()).add(entry);
    }
    return List.copyOf(byProject.values());
  }

  private void commit(List<Backlog.Entry> entries) {
    try {
      long start = nanoTime.getAsLong();
      List<List<Outcome>> outcomes =
          committer.commit(entries.stream().map(Backlog.Entry::submission).toList());
      long nanos = nanoTime.getAsLong() - start;
      backlog.committed(entries, nanos);
      metrics.committed(entries.stream().mapToInt(Backlog.Entry::items).sum(), nanos);
      for (int i = 0; i < entries.size(); i++) {
        metrics.count(outcomes.get(i));
        entries.get(i).answer().complete(outcomes.get(i));
      }
    } catch (StoreUnavailableException e) {
      // Whoever waits has waited as long as this one took to fail, and would again.
      NotCommittedException busy = new NotCommittedException("the database cannot commit now");
      metrics.unavailable();
      // Taken out before anybody is told, since who is told may come again at once.
      List<Backlog.Entry> behind = backlog.drain();
      fail(entries, busy);
      fail(behind, busy);
      LOG.log(Level.WARNING, "cannot commit now: {0}", e.getMessage());
    } catch (Throwable e) { // whatever it is, nobody may wait for ever
      fail(entries, e);
      LOG.log(Level.SEVERE, "a commit failed", e);
    }
  }

  private static void fail(List<Backlog.Entry> entries, Throwable failure) {
    entries.forEach(entry -> entry.answer().completeExceptionally(failure));
  }

  private void run(int index) {
    boolean more = true;
    while (more) {
      try {
        more = runOnce(index);
      } catch (Throwable e) { // such as no memory for the log; the next commit may succeed
        metrics.failed();
      }
    }
  }
}
