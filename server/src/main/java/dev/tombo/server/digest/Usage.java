// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.DigestTransaction.TokenUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what a project took, and remembers when its API tokens brought something. */
final class Usage {
  private Usage() {}

  /** Writes the use that submissions are, duplicates and all. */
  static void remember(
      DigestTransaction tx,
      long project,
      List<Submission> submissions,
      List<List<Outcome>> outcomes) {
    LedgerCounts counts = new LedgerCounts();
    Map<Long, Instant> used = new HashMap<>();
    for (int i = 0; i < submissions.size(); i++) {
      Submission submission = submissions.get(i);
      count(counts, submission, outcomes.get(i));
      used.merge(
          submission.token(),
          submission.receivedAt(),
          (one, other) -> one.isAfter(other) ? one : other);
    }
    counts.write(tx, project);
    List<TokenUse> uses = new ArrayList<>();
    used.forEach((token, at) -> uses.add(new TokenUse(token, at)));
    tx.useTokens(project, uses);
  }

  private static void count(LedgerCounts counts, Submission submission, List<Outcome> outcomes) {
    long accepted = 0;
    long duplicates = 0;
    long folded = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      Item item = submission.items().get(i);
      switch (outcomes.get(i)) {
        case ACCEPTED -> {
          accepted++;
          folded += item.of() != null ? item.occurrences() : 0;
        }
        case DUPLICATE -> duplicates++;
        case UNKNOWN_EVENT, NOT_STORABLE -> {
          // A loss, counted with those that the submission brought.
        }
      }
    }
    counts.add(submission, LedgerOutcome.ACCEPTED, "", accepted);
    counts.add(submission, LedgerOutcome.DUPLICATE, "", duplicates);
    counts.add(submission, LedgerOutcome.FOLDED, "", folded);
  }
}
