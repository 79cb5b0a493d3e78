// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

/** The database is locked, full or out of reach: the same call may succeed later. */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /** A failure with the words of the database. */
  public StoreUnavailableException(String message, Throwable cause) {
    this(message, "the server's log says why", cause);
  }

  /**
   * A failure of a known kind.
   *
   * @param message in the words of the database
   * @param reason in a few of ours
   */
  public StoreUnavailableException(String message, String reason, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why, in words that anybody may read: no names, no data. */
  public String reason() {
    return reason;
  }
}
