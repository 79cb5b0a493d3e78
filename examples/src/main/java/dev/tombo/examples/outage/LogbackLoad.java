// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.outage;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that logs a great deal through Logback. */
public final class LogbackLoad {
  private LogbackLoad() {}

  /** Logs as many lines as the argument says, stops Logback and prints how long each took. */
  public static void main(String[] args) {
    Logger log = LoggerFactory.getLogger(LogbackLoad.class);
    Load.run(
        Integer.parseInt(args[0]),
        i -> log.info("order {} placed", i),
        (i, failure) -> log.error("order {} failed", i, failure),
        ((LoggerContext) LoggerFactory.getILoggerFactory())::stop);
  }
}
