// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.Hours;
import dev.tombo.server.model.LedgerOutcome;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.LedgerCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what submissions add to a project's ledger. */
final class LedgerCounts {
  private final Map<Key, Long> counts = new LinkedHashMap<>();

  private record Key(LedgerOutcome outcome, long hour, long token, String reason) {}

  /** Adds what became of something that a submission brought. */
  void add(Submission of, LedgerOutcome outcome, String reason, long count) {
    if (count > 0) {
      counts.merge(
          new Key(outcome, Hours.of(of.receivedAt()), of.token(), reason), count, Long::sum);
    }
  }

  /** Writes it. */
  void write(DigestTransaction tx, long project) {
    if (counts.isEmpty()) {
      return;
    }
    List<LedgerCount> rows = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            rows.add(new LedgerCount(key.outcome(), key.hour(), key.token(), key.reason(), count)));
    tx.count(project, rows);
  }
}
