// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

/** A command cannot be done as things are; the message says why. */
final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String message) {
    super(message);
  }
}
