// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;

/** What became of something that was sent, or was to be; the ordinal is stored. */
public enum LedgerOutcome {
  /** An event or repeat is stored. */
  ACCEPTED,
  /** An event or repeat whose id was known: nothing changed. */
  DUPLICATE,
  /** An event or repeat that the server does not store; the reason says why. */
  REJECTED,
  /** An occurrence that stands in the count of an accepted repeat. */
  FOLDED,
  /** An event that its client gave up; the reason is the client's. */
  DISCARDED,
  /** A request that was turned away before its events were counted; the reason says why. */
  REFUSED;

  /** As the API says it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
