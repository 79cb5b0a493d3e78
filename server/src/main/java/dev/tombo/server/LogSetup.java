// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Sets up the log of the program: a line each on standard error, warnings only of libraries. */
public final class LogSetup {
  /** Writes a stack for each client that hangs up amid its headers, as port scanners do. */
  static final Logger CONNECTIONS = Logger.getLogger("io.helidon.webserver.http1.Http1Connection");

  /** Called by {@code java.util.logging} as it starts. */
  public LogSetup() {
    Handler console = new ConsoleHandler();
    console.setFormatter(new TextLines());
    console.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    root.addHandler(console);
    root.setLevel(Level.WARNING);
    Logger.getLogger("dev.tombo").setLevel(Level.INFO);
    CONNECTIONS.setLevel(Level.OFF);
  }

  /** Has what goes to the console written in this form from now on. */
  static void use(LogFormat format) {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        handler.setFormatter(
            switch (format) {
              case TEXT -> new TextLines();
              case JSON -> new JsonLines();
            });
      }
    }
  }
}
