// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.billing;

/** An invoice that is not imported, and why. */
final class InvoiceException extends Exception {
  private static final long serialVersionUID = 1;

  InvoiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
