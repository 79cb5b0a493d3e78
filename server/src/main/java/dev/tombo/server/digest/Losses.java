// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.digest.Submission.Loss;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.store.DigestTransaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what was given up, once for each batch however often it is sent. */
final class Losses {
  private Losses() {}

  /** What a submission brought of them, and the items that the digest itself does not store. */
  static List<Loss> of(Submission submission, List<Outcome> outcomes) {
    Map<Outcome, Long> lost = new EnumMap<>(Outcome.class);
    for (Outcome outcome : outcomes) {
      if (outcome == Outcome.UNKNOWN_EVENT || outcome == Outcome.NOT_STORABLE) {
        lost.merge(outcome, 1L, Long::sum);
      }
    }
    List<Loss> losses = new ArrayList<>(submission.losses());
    lost.forEach(
        (outcome, count) ->
            losses.add(
                new Loss(LedgerOutcome.REJECTED, outcome.name().toLowerCase(Locale.ROOT), count)));
    return losses;
  }

  static void count(DigestTransaction tx, long project, List<Submission> submissions) {
    LedgerCounts counts = new LedgerCounts();
    for (Submission submission : submissions) {
      if (!submission.losses().isEmpty() && firstOfBatch(tx, submission)) {
        for (Loss loss : submission.losses()) {
          counts.add(submission, loss.outcome(), loss.reason(), loss.count());
        }
      }
    }
    counts.write(tx, project);
  }

  private static boolean firstOfBatch(DigestTransaction tx, Submission submission) {
    EventId batch = submission.batch();
    return batch == null || tx.insertBatch(submission.project(), batch, submission.receivedAt());
  }
}
