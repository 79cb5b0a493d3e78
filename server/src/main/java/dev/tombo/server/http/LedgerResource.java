// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.Hours;
import dev.tombo.server.store.LedgerCount;
import dev.tombo.server.store.LedgerStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/projects/{project}/ledger}: what became of all that a project was sent. */
final class LedgerResource {
  private static final int MOST = 10_000;

  private final Access access;
  private final LedgerStore ledgers;
  private final InstantSource clock;

  /**
   * A count as the API shows it.
   *
   * @param at when its interval begins
   * @param outcome what became of them
   * @param token the number of the API token that they came with
   * @param reason why; null where the outcome says it all
   */
  private record View(
      Instant at, String outcome, String token, @Nullable String reason, long count) {
    static View of(LedgerCount one) {
      return new View(
          Hours.start(one.hour()),
          one.outcome().wireName(),
          Long.toString(one.token()),
          one.reason().isEmpty() ? null : one.reason(),
          one.count());
    }
  }

  LedgerResource(Access access, LedgerStore ledgers, InstantSource clock) {
    this.access = access;
    this.ledgers = ledgers;
    this.clock = clock;
  }

  void list(Call call) {
    long project = call.number("project");
    var unused = access.require(call.caller().account(), project);
    HourRange range = HourRange.of(call.parameters(), clock.instant());
    List<LedgerCount> counts =
        ledgers.read(project, range.from(), range.to(), range.step(), MOST + 1);
    if (counts.size() > MOST) {
      throw new ProblemException(
          Problem.badRequest("since: over " + MOST + " counts since then; ask for less"));
    }
    call.reply(new Listing<>(counts.stream().map(View::of).toList(), null));
  }
}
