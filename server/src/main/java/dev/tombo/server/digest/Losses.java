// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.digest.Submission.Loss;
import dev.tombo.server.model.EventId;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.LossCount;
import dev.tombo.server.store.DigestTransaction.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what was given up, once for each batch however often it is sent. */
final class Losses {
  private static final long SECONDS_AN_HOUR = 3600;

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
            losses.add(new Loss(Stage.SERVER, outcome.name().toLowerCase(Locale.ROOT), count)));
    return losses;
  }

  static void count(DigestTransaction tx, long project, List<Submission> submissions) {
    Map<Key, Long> counts = new LinkedHashMap<>();
    for (Submission submission : submissions) {
      if (!submission.losses().isEmpty() && firstOfBatch(tx, submission)) {
        long hour = Math.floorDiv(submission.receivedAt().getEpochSecond(), SECONDS_AN_HOUR);
        for (Loss loss : submission.losses()) {
          counts.merge(new Key(submission.token(), hour, loss), loss.count(), Long::sum);
        }
      }
    }
    if (!counts.isEmpty()) {
      List<LossCount> rows = new ArrayList<>();
      counts.forEach((key, count) -> rows.add(key.row(count)));
      tx.countLosses(project, rows);
    }
  }

  private static boolean firstOfBatch(DigestTransaction tx, Submission submission) {
    EventId batch = submission.batch();
    return batch == null || tx.insertBatch(submission.project(), batch, submission.receivedAt());
  }

  /** What losses are counted by. */
  private record Key(long token, long hour, Stage stage, String reason) {
    Key(long token, long hour, Loss loss) {
      this(token, hour, loss.stage(), loss.reason());
    }

    LossCount row(long count) {
      return new LossCount(token, hour, stage, reason, count);
    }
  }
}
