// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.LedgerOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one request brought, prepared.
 *
 * @param project where to
 * @param token the API token that sent it
 * @param receivedAt the server's clock
 * @param batch the client's identity of the batch; null where it gave none
 * @param items in order
 * @param losses what was given up before, counted once per batch
 */
public record Submission(
    long project,
    long token,
    Instant receivedAt,
    @Nullable EventId batch,
    List<Item> items,
    List<Loss> losses) {

  /**
   * What was given up.
   *
   * @param outcome how
   * @param reason why
   * @param count how many
   */
  public record Loss(LedgerOutcome outcome, String reason, long count) {}

  /** About how much memory it takes while it waits, in bytes. */
  long size() {
    return items.stream().mapToLong(Item::size).sum();
  }

  /** This submission with other items and losses. */
  Submission with(List<Item> otherItems, List<Loss> otherLosses) {
    return new Submission(project, token, receivedAt, batch, otherItems, otherLosses);
  }
}
