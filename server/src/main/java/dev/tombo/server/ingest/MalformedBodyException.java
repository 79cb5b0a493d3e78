// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

/** A body is not a document of the form that its route takes; nothing of it is stored. */
public final class MalformedBodyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, in words for the client's developer. */
  public MalformedBodyException(String message) {
    super(message);
  }
}
