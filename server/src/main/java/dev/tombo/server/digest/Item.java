// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.EventId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prepared event, or a prepared repeat.
 *
 * @param id the client's identity of it
 * @param of the event that it repeats; null for an event
 * @param occurrences 1, or a repeat's count
 * @param firstAt the first occurrence, corrected
 * @param lastAt the last occurrence, corrected; the same for an event
 * @param facts of the event, or of the one that is repeated; null where a repeat brings none
 */
public record Item(
    EventId id,
    @Nullable EventId of,
    long occurrences,
    Instant firstAt,
    Instant lastAt,
    @Nullable Facts facts) {

  /** About how much memory it takes while it waits, in bytes. */
  int size() {
    return 500 + (facts == null ? 0 : facts.size());
  }
}
