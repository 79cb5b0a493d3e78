// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.NotCommittedException;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.digest.Submission.Loss;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.Hours;
import dev.tombo.server.model.LedgerOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts requests that were turned away, and writes the counts into the ledger every few seconds: a
 * write for each would be what a flood wants. A killed server loses those of the last seconds.
 * Thread-safe.
 */
final class Refusals {
  private static final Logger LOG = Logger.getLogger(Refusals.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int MAX_KEYS = 10_000;

  private final Digester digester;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Map<Key, Map<RefusalReason, Long>> counts = new HashMap<>();

  private record Key(long project, long token, long hour) {}

  /** Nothing is written before it is started. */
  Refusals(Digester digester, InstantSource clock) {
    this.digester = digester;
    this.clock = clock;
  }

  /** Counts a request of a token. */
  void count(ApiToken token, RefusalReason reason) {
    add(new Key(token.project(), token.id(), Hours.of(clock.instant())), reason, 1);
  }

  /** Writes in a thread of this factory until it is closed. */
  void start(ThreadFactory threads) {
    threads.newThread(this::run).start();
  }

  private void run() {
    try {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what was counted; what cannot be written now is kept for the next time. */
  void write() {
    Map<Key, Map<RefusalReason, Long>> left = take();
    left.entrySet().removeIf(entry -> isWritten(entry.getKey(), entry.getValue()));
    left.forEach((key, reasons) -> reasons.forEach((reason, count) -> add(key, reason, count)));
    if (!left.isEmpty()) {
      LOG.log(Level.FINE, "refusals of {0} tokens cannot be counted now", left.size());
    }
  }

  /** Hands over the rest, which the digester writes before it closes. */
  void close() {
    closed.countDown();
    take()
        .forEach(
            (key, reasons) -> {
              var unused = submit(key, reasons);
            });
  }

  private boolean isWritten(Key key, Map<RefusalReason, Long> reasons) {
    try {
      var unused = submit(key, reasons).join();
      return true;
    } catch (CompletionException e) { // which the digester has told of
      return false;
    }
  }

  private CompletableFuture<List<Outcome>> submit(Key key, Map<RefusalReason, Long> reasons) {
    List<Loss> losses = new ArrayList<>();
    reasons.forEach(
        (reason, count) -> losses.add(new Loss(LedgerOutcome.REFUSED, reason.wireName(), count)));
    Submission counted =
        new Submission(
            key.project(), key.token(), Hours.start(key.hour()), null, List.of(), losses);
    try {
      return digester.submit(counted, PATIENCE);
    } catch (NotCommittedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private synchronized void add(Key key, RefusalReason reason, long count) {
    if (counts.size() < MAX_KEYS || counts.containsKey(key)) {
      counts.computeIfAbsent(key, k -> new HashMap<>()).merge(reason, count, Long::sum);
    }
  }

  private synchronized Map<Key, Map<RefusalReason, Long>> take() {
    Map<Key, Map<RefusalReason, Long>> taken = counts;
    counts = new HashMap<>();
    return taken;
  }
}
