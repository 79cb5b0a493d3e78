// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.outage;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** An application that logs a great deal through Log4j. */
public final class Log4jLoad {
  private Log4jLoad() {}

  /** Logs as many lines as the argument says, stops Log4j and prints how long each took. */
  public static void main(String[] args) {
    Logger log = LogManager.getLogger(Log4jLoad.class);
    Load.run(
        Integer.parseInt(args[0]),
        i -> log.info("order {} placed", i),
        (i, failure) -> log.error("order {} failed", i, failure),
        LogManager::shutdown);
  }
}
