// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

/** A call to the store failed, and what it would have written is not written. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with the words of the database. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A failure that the store saw by itself. */
  public StoreException(String message) {
    super(message);
  }
}
