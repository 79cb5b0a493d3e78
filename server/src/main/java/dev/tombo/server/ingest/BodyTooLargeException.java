// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/** A body is larger, or holds more, than a request may. */
public final class BodyTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The bound, in words for the client's developer. */
  public BodyTooLargeException(String message) {
    super(message);
  }

  /** More bytes than the bound. */
  static BodyTooLargeException bytes(int bound) {
    return new BodyTooLargeException("the body is over " + (bound >> 20) + " MiB decoded");
  }

  /** More events and repeats than the bound. */
  static BodyTooLargeException items(int bound) {
    return new BodyTooLargeException("the batch has over " + bound + " events and repeats");
  }
}
