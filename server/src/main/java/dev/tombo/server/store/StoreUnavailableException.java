// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

/** The database is locked, full or out of reach: the same call may succeed later. */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A failure with the words of the database. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
