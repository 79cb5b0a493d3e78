// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.digest.NotCommittedException;

/** There is no room, or the database cannot commit: the same request may succeed later. */
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, in words for the client's developer. */
  public BusyException(String message) {
    super(message);
  }

  /** The digest's word for it. */
  BusyException(NotCommittedException cause) {
    super(cause.getMessage(), cause);
  }
}
