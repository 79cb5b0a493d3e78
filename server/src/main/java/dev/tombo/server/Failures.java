// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import picocli.CommandLine.PicocliException;

/** Puts a failure into one line. */
final class Failures {
  private Failures() {}

  /** The messages of a failure and its causes, each said once, in one line. */
  static String line(Throwable failure) {
    StringBuilder line = new StringBuilder();
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 10; depth++) {
      String first = message(at).replaceFirst("[.:]$", "");
      if (line.indexOf(first) < 0) {
        line.append(line.isEmpty() ? "" : ": ").append(first);
      }
      at = at.getCause();
    }
    return LogText.escaped(line);
  }

  /** Libraries go on for paragraphs; what quotes a value must not end at its line's end. */
  private static String message(Throwable failure) {
    String message =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    boolean ours =
        failure instanceof BadSettingException
            || failure instanceof CommandFailedException
            || failure instanceof PicocliException;
    return ours ? message : message.lines().findFirst().orElse("");
  }
}
