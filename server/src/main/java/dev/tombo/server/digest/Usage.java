// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.DayCount;
import dev.tombo.server.store.DigestTransaction.TokenUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a project took by day, and remembers when its API tokens brought something. */
final class Usage {
  private static final long SECONDS_A_DAY = 86_400;

  private Usage() {}

  /** Writes the use that submissions are, duplicates and all. */
  static void remember(
      DigestTransaction tx,
      long project,
      List<Submission> submissions,
      List<List<Outcome>> outcomes) {
    Map<Long, Long> accepted = new HashMap<>();
    Map<Long, Instant> used = new HashMap<>();
    for (int i = 0; i < submissions.size(); i++) {
      Submission submission = submissions.get(i);
      Instant at = submission.receivedAt();
      long count = Collections.frequency(outcomes.get(i), Outcome.ACCEPTED);
      accepted.merge(Math.floorDiv(at.getEpochSecond(), SECONDS_A_DAY), count, Long::sum);
      used.merge(submission.token(), at, (one, other) -> one.isAfter(other) ? one : other);
    }
    accepted.values().removeIf(count -> count == 0);
    if (!accepted.isEmpty()) {
      List<DayCount> days = new ArrayList<>();
      accepted.forEach((day, count) -> days.add(new DayCount(day, count)));
      tx.countDays(project, days);
    }
    List<TokenUse> uses = new ArrayList<>();
    used.forEach((token, at) -> uses.add(new TokenUse(token, at)));
    tx.useTokens(project, uses);
  }
}
