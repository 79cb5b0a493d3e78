// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

/**
 * A logging library with one client in it.
 *
 * @param library what to close in the end
 * @param errors logs an error
 */
record Client(AutoCloseable library, Errors errors) {
  /** Logs an error. */
  interface Errors {
    void log(String template, Throwable thrown);
  }

  /**
   * Starts it.
   *
   * @param name the library and the client, such as {@code logback-tombo}
   * @param port of the server on this machine
   */
  static Client start(String name, int port) throws Exception {
    String client = name.substring(name.indexOf('-') + 1);
    if (name.startsWith("logback")) {
      Logback logback = Logback.start(client, port);
      var logger = logback.logger();
      return new Client(logback, (template, thrown) -> logger.error(template, "o-1", thrown));
    }
    Log4j log4j = Log4j.start(client, port);
    var logger = log4j.logger();
    return new Client(log4j, (template, thrown) -> logger.error(template, "o-1", thrown));
  }
}
