// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.store.StoreUnavailableException;
import java.util.Locale;
import java.util.Optional;

/** Why a request is turned away, nothing of it stored, after its token was found good. */
enum RefusalReason {
  RATE_LIMITED,
  OVER_QUOTA,
  /** There is no room, or the database cannot commit now. */
  BUSY,
  TOO_LARGE,
  MALFORMED;

  /** The reason that an exception stands for; empty for one that is no refusal. */
  static Optional<RefusalReason> of(RuntimeException failure) {
    return switch (failure) {
      case OverLimitException e ->
          Optional.of(e.limit() == OverLimitException.Limit.RATE ? RATE_LIMITED : OVER_QUOTA);
      case BusyException e -> Optional.of(BUSY);
      case StoreUnavailableException e -> Optional.of(BUSY);
      case BodyTooLargeException e -> Optional.of(TOO_LARGE);
      case MalformedBodyException e -> Optional.of(MALFORMED);
      default -> Optional.empty();
    };
  }

  /** As the ledger and the metrics say it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
