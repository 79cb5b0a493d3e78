// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells an application's listener of discards. On the worker, where neither a slow nor a throwing
 * listener is in anybody's way, and where one that captures in turn goes no further.
 */
final class DiscardTeller {
  private final @Nullable BiConsumer<DiscardReason, Long> listener;
  private final Ledger ledger;
  private final Trouble trouble;
  private final Map<DiscardReason, Long> told = new EnumMap<>(DiscardReason.class);

  DiscardTeller(
      @Nullable BiConsumer<DiscardReason, Long> listener, Ledger ledger, Trouble trouble) {
    this.listener = listener;
    this.ledger = ledger;
    this.trouble = trouble;
  }

  /** Tells of those it has not told of; it does not throw. */
  void tell() {
    if (listener == null) {
      return;
    }
    for (DiscardReason reason : DiscardReason.values()) {
      long all = ledger.count(reason);
      long fresh = all - told.getOrDefault(reason, 0L);
      if (fresh > 0) {
        told.put(reason, all);
        try {
          listener.accept(reason, fresh);
        } catch (Throwable fault) {
          trouble.tell("listener", "A listener of discards failed", fault);
        }
      }
    }
  }
}
