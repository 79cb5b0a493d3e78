// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

/** A request that cannot be served as it stands; the message is for whoever sent it. */
final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadRequestException(String message) {
    super(message);
  }
}
