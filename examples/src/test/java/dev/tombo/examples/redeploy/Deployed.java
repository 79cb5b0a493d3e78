// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.redeploy;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.tombo.logback.TomboAppender;
import org.slf4j.Logger;

/** An application with a Logback of its own, which fails and is stopped. */
public final class Deployed {
  private Deployed() {}

  /** Logs an error through the appender and stops Logback, as containers' integrations do. */
  public static void run(String endpoint, String token) {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    TomboAppender appender = new TomboAppender();
    appender.setContext(context);
    appender.setEndpoint(endpoint);
    appender.setToken(token);
    appender.setCloseTimeout("30s");
    appender.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    context.getLogger(Deployed.class).error("failed", new IllegalStateException("closed"));
    context.stop();
  }
}
