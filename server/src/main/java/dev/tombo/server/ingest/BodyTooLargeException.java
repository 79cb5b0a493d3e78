// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/** A body is larger than a request may be. */
public final class BodyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The bound, in words for the client's developer. */
  public BodyTooLargeException(int bound) {
    super("the body is over " + (bound >> 20) + " MiB decoded");
  }
}
