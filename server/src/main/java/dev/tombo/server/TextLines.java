// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * Writes an entry of the log as one line for people, and below it the stack of what was thrown,
 * each of its lines indented: what begins at the margin is an entry. Thread-safe.
 */
final class TextLines extends Formatter {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String format(LogRecord entry) {
    StringBuilder text = new StringBuilder(160);
    text.append(TIME.format(entry.getInstant()))
        .append(' ')
        .append(entry.getLevel().getName())
        .append(' ')
        .append(entry.getLoggerName())
        .append(' ')
        .append(LogText.escaped(formatMessage(entry)))
        .append(System.lineSeparator());
    if (entry.getThrown() != null) {
      stack(entry.getThrown())
          .lines()
          .forEach(
              line ->
                  text.append("  ")
                      .append(LogText.escaped(line.replace("\t", "  ")))
                      .append(System.lineSeparator()));
    }
    return text.toString();
  }

  /** What {@link Throwable#printStackTrace()} prints. */
  static String stack(Throwable thrown) {
    StringWriter stack = new StringWriter();
    thrown.printStackTrace(new PrintWriter(stack, true));
    return stack.toString();
  }
}
