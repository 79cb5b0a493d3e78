// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;

/** Why one item of a batch was not stored while the others were. */
public enum RejectReason {
  /** Its id is not 32 hex digits. */
  INVALID_ID,
  /** It is not an object of the form that is documented. */
  MALFORMED,
  /** It says nothing: neither a message nor an exception. */
  EMPTY,
  /** It is larger than an event may be. */
  TOO_LARGE,
  /** It is older than the ids that are remembered, so that a replay could not be recognised. */
  TOO_OLD,
  /** It repeats an event that is not known, and does not bring it along. */
  UNKNOWN_EVENT,
  /** It cannot be prepared, or the database refuses it. */
  NOT_STORABLE;

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
