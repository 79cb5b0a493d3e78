// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the first batch of an outbox to the server and acts on the answer: books it, splits it,
 * gives it up, or says when to try again.
 *
 * <p>A batch that has to wait stays in the outbox. The worker's own, but for {@link #cancel}.
 */
final class Delivery {
  /** How often a batch that makes the server fail is tried: about two and a half minutes. */
  private static final int MAX_FAILURES = 10;

  /** How long to wait where only a person can help. */
  private static final Duration UNTIL_FIXED = Duration.ofMinutes(5);

  private final Transport transport;
  private final Ledger ledger;
  private final Ids ids;
  private final Time time;
  private final Backoff backoff;
  private final Trouble trouble;
  private final @Nullable Spool spool;

  private boolean attempted;
  private long lastAttempt;
  private boolean waiting;
  private long notBefore;

  /** Whether the server asked for the wait, so that closing must heed it too. */
  private boolean askedByServer;

  /** Attempts since closing; the first of them need not wait out the back-off. */
  private int attemptsSinceClosing;

  private int failures;

  Delivery(
      Transport transport,
      Ledger ledger,
      Ids ids,
      Time time,
      Backoff backoff,
      Trouble trouble,
      @Nullable Spool spool) {
    this.transport = transport;
    this.ledger = ledger;
    this.ids = ids;
    this.time = time;
    this.backoff = backoff;
    this.trouble = trouble;
    this.spool = spool;
  }

  boolean hasAttempted() {
    return attempted;
  }

  long lastAttempt() {
    return lastAttempt;
  }

  /** Returns the nanoseconds that the first batch has to wait still. */
  long untilNextAttempt(boolean closing) {
    if (!waiting) {
      return 0;
    }
    if (closing && !askedByServer && attemptsSinceClosing == 0) {
      return 0;
    }
    return Math.max(0, notBefore - time.nanos());
  }

  /** Tries the first batch once. */
  void attempt(ArrayDeque<Batch> outbox, boolean closing) {
    Batch batch = outbox.getFirst();
    waiting = false;
    if (closing) {
      attemptsSinceClosing++;
    }
    Answer answer;
    try {
      Reply reply = transport.send(batch.body(time.now()));
      answer = Answer.of(reply, time.now());
      if (answer.kind != Answer.Kind.ACCEPTED) {
        trouble.tell(
            "status" + reply.status,
            "The server answered with status " + reply.status + ": " + meaning(answer.kind),
            null);
      }
    } catch (IOException unreachable) {
      trouble.tell("network", "The server cannot be reached; events wait", unreachable);
      defer(backoff.next(), false);
      return;
    } catch (Throwable fault) {
      trouble.tell("send", "A batch could not be sent", fault);
      failAgain(outbox, null, DiscardReason.INTERNAL_ERROR);
      return;
    } finally {
      attempted = true;
      lastAttempt = time.nanos();
    }
    act(answer, outbox);
  }

  void cancel() {
    transport.cancel();
  }

  void close() {
    transport.close();
  }

  private void act(Answer answer, ArrayDeque<Batch> outbox) {
    switch (answer.kind) {
      case ACCEPTED:
        accept(outbox, answer.rejected);
        break;
      case RETRY:
        deferAsAsked(answer.wait);
        break;
      case FAILED:
        failAgain(outbox, answer.wait, DiscardReason.RETRIES_EXHAUSTED);
        break;
      case MISCONFIGURED:
        defer(UNTIL_FIXED.toNanos(), true);
        break;
      case TOO_LARGE:
        split(outbox);
        break;
      case OVER_QUOTA:
        giveUp(outbox, DiscardReason.OVER_QUOTA);
        break;
      case REJECTED:
        giveUp(outbox, DiscardReason.REJECTED);
        break;
    }
  }

  private void accept(ArrayDeque<Batch> outbox, List<Integer> rejected) {
    Batch batch = outbox.getFirst();
    int lost = 0;
    for (int index : rejected) {
      lost += index < batch.entries.size() ? batch.entries.get(index).count : 0;
    }
    ledger.sent(batch.count() - lost);
    ledger.discarded(DiscardReason.REJECTED, lost);
    // The server counts what it rejects by itself.
    ledger.reported(batch.discarded);
    ledger.reported(Collections.singletonMap(DiscardReason.REJECTED, (long) lost));
    done(outbox);
  }

  private void failAgain(ArrayDeque<Batch> outbox, @Nullable Duration wait, DiscardReason reason) {
    if (++failures < MAX_FAILURES) {
      deferAsAsked(wait);
    } else {
      giveUp(outbox, reason);
    }
  }

  private void giveUp(ArrayDeque<Batch> outbox, DiscardReason reason) {
    ledger.discarded(reason, outbox.getFirst().count());
    done(outbox);
  }

  private void split(ArrayDeque<Batch> outbox) {
    Batch batch = outbox.getFirst();
    if (batch.entries.size() < 2) {
      giveUp(outbox, DiscardReason.TOO_LARGE);
      return;
    }
    outbox.removeFirst();
    outbox.addFirst(batch.secondHalf(ids.next()));
    outbox.addFirst(batch.firstHalf(ids.next()));
  }

  private void done(ArrayDeque<Batch> outbox) {
    Batch batch = outbox.removeFirst();
    ledger.settled(batch.taken);
    if (spool != null) {
      batch.slots.forEach(spool::done);
    }
    backoff.reset();
    failures = 0;
  }

  private void deferAsAsked(@Nullable Duration wait) {
    long own = backoff.next();
    defer(wait == null ? own : Math.max(own, wait.toNanos()), wait != null);
  }

  private void defer(long nanos, boolean askedByServer) {
    ledger.failedAttempt();
    this.waiting = true;
    this.notBefore = time.nanos() + nanos;
    this.askedByServer = askedByServer;
  }

  private static String meaning(Answer.Kind kind) {
    switch (kind) {
      case MISCONFIGURED:
        return "check the endpoint and the token; until then events wait and are then discarded";
      case TOO_LARGE:
        return "the batch is split";
      case OVER_QUOTA:
        return "the project's quota is used up, events are discarded";
      case REJECTED:
        return "events are discarded";
      default:
        return "events wait";
    }
  }
}
