// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store;

/** Another writer was first: the same transaction, run again now, sees what that one wrote. */
public final class StoreConflictException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** A conflict that the database reported. */
  public StoreConflictException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A conflict that the store saw by itself. */
  public StoreConflictException(String message) {
    super(message, new IllegalStateException(message));
  }
}
