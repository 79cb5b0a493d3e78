// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.NotCommittedException;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.digest.Submission.Loss;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.IngestResult.Rejection;
import dev.tombo.server.ingest.Preparation.Prepared;
import dev.tombo.server.ingest.Preparation.Ready;
import dev.tombo.server.ingest.Preparation.Rejected;
import dev.tombo.server.model.ApiToken;
import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.model.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The way from a decoded batch to its answer. Thread-safe; blocks until the batch is committed. */
public final class Ingest implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Ingest.class.getName());

  private static final Duration WAITED = Duration.ofSeconds(1);

  private final Limits limits;
  private final InstantSource clock;
  private final Admission admission;
  private final Digester digester;
  private final IngestMetrics metrics;
  private final ProjectScrubbers scrubbers;
  private final Judges judges;
  private final Compressor compressor;
  private final Refusals refusals;

  /** An ingest that writes through this digester. */
  public Ingest(
      Limits limits,
      InstantSource clock,
      Admission admission,
      ProjectScrubbers scrubbers,
      Judges judges,
      Compressor compressor,
      Digester digester,
      IngestMetrics metrics) {
    this.scrubbers = scrubbers;
    this.judges = judges;
    this.compressor = compressor;
    this.limits = limits;
    this.clock = clock;
    this.admission = admission;
    this.digester = digester;
    this.metrics = metrics;
    this.refusals = new Refusals(digester, clock);
  }

  /** Whether a batch that is sent now has a chance. */
  public boolean accepting() {
    return digester.accepting();
  }

  /**
   * Decodes a body that was read.
   *
   * @param bytes how many it has
   * @param decoder of its form
   */
  public <T> T decode(int bytes, Supplier<T> decoder) {
    return metrics.decoded(bytes, decoder);
  }

  /** Writes what it counts beside its batches in a thread of this factory until it is closed. */
  public void start(ThreadFactory threads) {
    refusals.start(threads);
  }

  /** Writes the rest of it; before the digester is closed. */
  @Override
  public void close() {
    refusals.close();
  }

  /**
   * Lets a request in before its body is read, and has it taken; counts it if it is refused.
   *
   * @param taking reads, decodes and accepts it
   * @throws OverLimitException if the project takes nothing now
   */
  public void admit(ApiToken token, Runnable taking) {
    take(
        token,
        () -> {
          admission.ask(token.project());
          taking.run();
        });
  }

  /** Has a request taken that brings no events; counts it if it is refused. */
  public void take(ApiToken token, Runnable taking) {
    try {
      taking.run();
    } catch (RuntimeException e) {
      RefusalReason.of(e)
          .ifPresent(
              reason -> {
                metrics.refused(reason);
                refusals.count(token, reason);
              });
      throw e;
    }
  }

  /**
   * Prepares and commits a batch of a request that was let in.
   *
   * @param token what it was sent with
   * @param patience how long to wait for a place in the queue
   * @throws BusyException if there is no place in time or the database cannot commit now
   */
  public IngestResult accept(ApiToken token, Batch batch, Duration patience) {
    double charged = admission.charge(token.project(), batch.parts().size());
    var receivedAt = clock.instant();
    Preparation preparation =
        new Preparation(
            limits,
            Timing.of(receivedAt, batch.sentAt()),
            scrubbers.of(token.project()),
            judges.of(token.project(), receivedAt),
            compressor,
            token.project());
    List<Item> items = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    List<Prepared> prepared = metrics.prepared(() -> prepare(preparation, batch.parts()));
    for (int i = 0; i < prepared.size(); i++) {
      switch (prepared.get(i)) {
        case Ready ready -> {
          items.add(ready.item());
          places.add(i);
        }
        case Rejected rejected ->
            rejections.add(new Rejection(i, rejected.id(), rejected.reason()));
      }
    }
    List<Loss> losses = losses(batch, rejections);
    if (items.isEmpty() && losses.isEmpty()) {
      return new IngestResult(0, 0, List.of());
    }
    Submission submission =
        new Submission(token.project(), token.id(), receivedAt, batch.id(), items, losses);
    IngestResult result = result(answer(submission, patience, charged), items, places, rejections);
    metrics.rejected(result.rejected());
    admission.accepted(token.project(), result.accepted(), receivedAt);
    return result;
  }

  /** Prepares each part alone, so that a fault of ours with one does not cost the others. */
  private static List<Prepared> prepare(Preparation preparation, List<Part> parts) {
    List<Prepared> prepared = new ArrayList<>(parts.size());
    RuntimeException failure = null;
    for (Part part : parts) {
      try {
        prepared.add(preparation.prepare(part));
      } catch (RuntimeException e) {
        failure = e;
        prepared.add(new Rejected(part.id(), RejectReason.NOT_STORABLE));
      }
    }
    if (failure != null) {
      LOG.log(Level.SEVERE, "an event cannot be prepared", withoutContent(failure));
    }
    return prepared;
  }

  /** Where it failed; a message could quote the event. */
  public static Throwable withoutContent(RuntimeException failure) {
    Throwable bare = new IllegalStateException(failure.getClass().getName());
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }

  /**
   * Waits for the commit. Where a try took a while to fail, the database was locked: it is tried
   * again as long as patience lasts.
   */
  private List<Outcome> answer(Submission submission, Duration patience, double charged) {
    Instant start = clock.instant();
    Instant until = start.plus(patience);
    while (true) {
      try {
        return digester.submit(submission, Duration.between(start, until)).join();
      } catch (NotCommittedException e) {
        throw busy(e, submission, charged);
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof NotCommittedException cause)) {
          throw e;
        }
        Instant now = clock.instant();
        boolean waited = Duration.between(start, now).compareTo(WAITED) >= 0;
        if (!waited || !now.isBefore(until)) {
          throw busy(cause, submission, charged);
        }
        start = now;
      }
    }
  }

  /** What comes again is charged then. */
  private BusyException busy(NotCommittedException cause, Submission submission, double charged) {
    admission.refund(submission.project(), charged);
    return new BusyException(cause);
  }

  private static List<Loss> losses(Batch batch, List<Rejection> rejections) {
    List<Loss> losses = new ArrayList<>();
    batch
        .discards()
        .forEach(d -> losses.add(new Loss(LedgerOutcome.DISCARDED, d.reason(), d.count())));
    Map<RejectReason, Long> byReason = new EnumMap<>(RejectReason.class);
    rejections.forEach(rejection -> byReason.merge(rejection.reason(), 1L, Long::sum));
    byReason.forEach(
        (reason, n) -> losses.add(new Loss(LedgerOutcome.REJECTED, reason.wireName(), n)));
    return losses;
  }

  private static IngestResult result(
      List<Outcome> outcomes, List<Item> items, List<Integer> places, List<Rejection> rejections) {
    int accepted = 0;
    int duplicates = 0;
    List<Rejection> rejected = new ArrayList<>(rejections);
    for (int i = 0; i < outcomes.size(); i++) {
      RejectReason reason = null;
      switch (outcomes.get(i)) {
        case ACCEPTED -> accepted++;
        case DUPLICATE -> duplicates++;
        case UNKNOWN_EVENT -> reason = RejectReason.UNKNOWN_EVENT;
        case NOT_STORABLE -> reason = RejectReason.NOT_STORABLE;
      }
      if (reason != null) {
        rejected.add(new Rejection(places.get(i), items.get(i).id(), reason));
      }
    }
    rejected.sort(Comparator.comparingInt(Rejection::index));
    return new IngestResult(accepted, duplicates, List.copyOf(rejected));
  }
}
