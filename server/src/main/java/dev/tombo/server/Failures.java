// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

/** Puts a failure into one line. */
final class Failures {
  private Failures() {}

  /** The messages of a failure and its causes, each said once. */
  static String describe(Throwable failure) {
    StringBuilder line = new StringBuilder();
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 10; depth++) {
      String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
      String first = message.lines().findFirst().orElse("");
      if (line.indexOf(first) < 0) {
        line.append(line.isEmpty() ? "" : ": ").append(first);
      }
      at = at.getCause();
    }
    return line.toString();
  }
}
