// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

/** Something the demo cannot go on without; the message is one line for a person. */
final class DemoException extends Exception {
  private static final long serialVersionUID = 1;

  DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
