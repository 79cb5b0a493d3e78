// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

/** There is no room in the queue, or the database cannot commit: try again later. */
public final class NotCommittedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, in words for the client's developer. */
  public NotCommittedException(String message) {
    super(message);
  }
}
