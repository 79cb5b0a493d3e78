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
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that send without a pause until the server no longer answers. */
final class Load {
  private static final int PATIENCE_SECONDS = 60;

  private final RestClient client;
  private final Book book;
  private final Findings findings;
  private final InstantSource clock;
  private final CountDownLatch underWay = new CountDownLatch(1);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean mayEnd;

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
    if (!underWay.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      findings.add("nothing was acknowledged");
    }
  }

  /** From here on a request may fail. */
  void mayEnd() {
    mayEnd = true;
  }

  /** Waits until each client has found that the server is gone. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }
  }

  @Override
  public String toString() {
    return "%d requests answered, %d cut off, %d told to retry"
        .formatted(answered.get(), cut.get(), busy.get());
  }

  private void run(Traffic traffic) {
    try {
      boolean alive = true;
      while (alive) {
        Optional<SentBatch> retry = traffic.chance(50) ? book.takeOpen() : Optional.empty();
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
    CompletableFuture<Answer> first = client.send(batch, clock.instant());
    boolean alive = true;
    if (twice) {
      alive = note(batch, client.send(batch, clock.instant()), least);
    }
    return note(batch, first, least) && alive;
  }

  private boolean note(SentBatch batch, CompletableFuture<Answer> reply, int least) {
    try {
      Answer answer = reply.join();
      if (answer.status() == 503) {
        busy.incrementAndGet();
        book.leaveOpen(batch);
        return true;
      }
      verify(batch, answer, least);
      return true;
    } catch (CompletionException e) {
      if (!mayEnd) {
        findings.add("a request failed while the server ran: " + e.getCause());
      }
      cut.incrementAndGet();
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
      answered.incrementAndGet();
      underWay.countDown();
    }
  }
}
