// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

/** What became of an item. */
public enum Outcome {
  /** Committed. */
  ACCEPTED,
  /** Its id was known: nothing changed. */
  DUPLICATE,
  /** It repeats an event that is not known and brings no facts of it. */
  UNKNOWN_EVENT,
  /** The database refuses it. */
  NOT_STORABLE
}
