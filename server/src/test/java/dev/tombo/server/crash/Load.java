// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import dev.tombo.server.crash.RestClient.Answer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that send without a pause until they are stopped or the server no longer answers. */
final class Load {
  private static final int PATIENCE_SECONDS = 60;

  /** With more batches than these to send again, clients make up no new ones. */
  private static final int MANY_OPEN = 100;

  private final RestClient client;
  private final Book book;
  private final Findings findings;
  private final InstantSource clock;
  private final List<Thread> threads = new ArrayList<>();
  private volatile AnswerTimes times = new AnswerTimes();
  private volatile Awaited awaited = new Awaited(200);
  private volatile boolean mayEnd;
  private volatile boolean stopped;

  Load(RestClient client, Book book, Findings findings, InstantSource clock) {
    this.client = client;
    this.book = book;
    this.findings = findings;
    this.clock = clock;
  }

  /** Starts the clients; returns once the server has acknowledged something. */
  void start(int clients, SplittableRandom random) throws InterruptedException {
    for (int i = 0; i < clients; i++) {
      Traffic traffic = new Traffic(book, random.split(), clock);
      threads.add(Thread.ofPlatform().name("client-" + i).start(() -> run(traffic)));
    }
    awaited.await(findings);
  }

  /** Waits for the next answer of a status. */
  void awaitAnswer(int status) throws InterruptedException {
    Awaited next = new Awaited(status);
    awaited = next;
    next.await(findings);
  }

  /** What came back since this was asked last. */
  AnswerTimes takeTimes() {
    AnswerTimes taken = times;
    times = new AnswerTimes();
    return taken;
  }

  /** From here on a request may fail. */
  void mayEnd() {
    mayEnd = true;
  }

  /** Has the clients send nothing more, and waits for the answers. */
  void stop() throws InterruptedException {
    stopped = true;
    join();
  }

  /** Waits until each client has found that the server is gone. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }

  private void run(Traffic traffic) {
    try {
      boolean alive = true;
      while (alive && !stopped) {
        Optional<SentBatch> retry =
            traffic.chance(50) || book.openBatches() > MANY_OPEN
                ? book.takeOpen()
                : Optional.empty();
        alive = send(retry.orElseGet(traffic::next), traffic.chance(10));
      }
    } catch (RuntimeException e) {
      findings.add("a client failed: " + e);
    }
  }

  /**
   * Sends a batch and notes the answer.
   *
   * @param twice at the same time, as if a proxy had repeated it
   * @return whether the server answered
   */
  private boolean send(SentBatch batch, boolean twice) {
    book.send(batch);
    int least = book.duplicates(batch);
    CompletableFuture<Answer> first = timed(batch);
    boolean alive = true;
    if (twice) {
      alive = note(batch, timed(batch), least);
    }
    return note(batch, first, least) && alive;
  }

  private CompletableFuture<Answer> timed(SentBatch batch) {
    long start = System.nanoTime();
    return client
        .send(batch, clock.instant())
        .whenComplete(
            (answer, failure) ->
                times.add(answer == null ? 0 : answer.status(), System.nanoTime() - start));
  }

  private boolean note(SentBatch batch, CompletableFuture<Answer> reply, int least) {
    try {
      Answer answer = reply.join();
      if (answer.status() == 503) {
        book.leaveOpen(batch);
        if (answer.retryAfter().isEmpty()) {
          findings.add("a 503 without Retry-After: " + answer.text());
        }
      } else {
        verify(batch, answer, least);
      }
      awaited.answered(answer.status());
      return true;
    } catch (CompletionException e) {
      if (!mayEnd) {
        findings.add("a request failed while the server ran: " + e.getCause());
      }
      book.leaveOpen(batch);
      return false;
    }
  }

  private void verify(SentBatch batch, Answer answer, int least) {
    int items = batch.items().size();
    if (answer.status() != 200
        || answer.accepted() + answer.duplicates() != items
        || answer.rejected() != 0
        || answer.duplicates() < least) {
      findings.add(
          "batch %s of %d items, at least %d of them known, is answered %d: %s"
              .formatted(batch.id(), items, least, answer.status(), answer.text()));
    }
    if (answer.status() == 200) {
      book.acknowledge(batch);
    }
  }

  /** An answer of a status that somebody waits for. */
  private static final class Awaited {
    private final int status;
    private final CountDownLatch came = new CountDownLatch(1);

    Awaited(int status) {
      this.status = status;
    }

    void answered(int is) {
      if (is == status) {
        came.countDown();
      }
    }

    void await(Findings findings) throws InterruptedException {
      if (!came.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        findings.add("nothing was answered " + status + " in " + PATIENCE_SECONDS + " s");
      }
    }
  }
}
