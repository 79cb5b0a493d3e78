// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.store.DigestTransaction.GroupingRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item that is not known yet.
 *
 * @param item it
 * @param submission what brought it
 * @param target the grouping of the event that it repeats; null where its facts decide, also since
 *     that event's issue was deleted
 * @param repeated the item of this transaction that it repeats; null for none
 */
record Fresh(
    Item item, Submission submission, @Nullable GroupingRef target, @Nullable Fresh repeated) {

  /** Whether it describes a fault by itself. */
  boolean standsAlone() {
    return target == null && repeated == null;
  }

  /** When it arrived. */
  Instant receivedAt() {
    return submission.receivedAt();
  }

  /** What it says of itself, which what stands alone does. */
  Facts facts() {
    Facts facts = item.facts();
    if (facts == null) {
      throw new IllegalStateException("an item that stands alone says nothing");
    }
    return facts;
  }

  /** The fault that it shows, where it stands alone. */
  Fingerprint fingerprint() {
    return facts().verdict().fingerprint();
  }
}
