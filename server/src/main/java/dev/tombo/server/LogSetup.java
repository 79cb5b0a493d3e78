// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sets up the log of the program: a line each on standard error, warnings only of libraries. */
public final class LogSetup {
  /** Writes a stack for each client that hangs up amid its headers, as port scanners do. */
  static final Logger CONNECTIONS = Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** Called by {@code java.util.logging} as it starts. */
  public LogSetup() {
    Handler console = new ConsoleHandler();
    console.setFormatter(new Lines());
    console.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    Logger.getLogger("dev.tombo").setLevel(Level.INFO);
    CONNECTIONS.setLevel(Level.OFF);
  }

  /** One line, and the stack of what was thrown. */
  private static final class Lines extends Formatter {
    @Override
    public String format(LogRecord entry) {
      StringWriter line = new StringWriter();
      line.append(TIME.format(entry.getInstant()))
          .append(' ')
          .append(entry.getLevel().getName())
          .append(' ')
          .append(String.valueOf(entry.getLoggerName()))
          .append(' ')
          .append(formatMessage(entry))
          .append(System.lineSeparator());
      if (entry.getThrown() != null) {
        entry.getThrown().printStackTrace(new PrintWriter(line, true));
      }
      return line.toString();
    }
  }
}
