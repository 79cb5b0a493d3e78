// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** A Log4j with one of the clients as its only appender. */
final class Log4j implements AutoCloseable {
  private final LoggerContext context = new LoggerContext("benchmark");

  /**
   * Starts it.
   *
   * @param client nop, async, tombo or sentry
   * @param port of the server on this machine
   */
  static Log4j start(String client, int port) throws IOException {
    String appender =
        switch (client) {
          case "nop" -> "<Null name='A'/>";
          case "async" -> "<Null name='N'/><Async name='A'><AppenderRef ref='N'/></Async>";
          case "tombo" ->
              "<Tombo name='A' endpoint='http://127.0.0.1:%d' token='"
                  + Sink.TOKEN
                  + "'"
                  + " maxQueueEvents='10000' closeTimeout='2s'/>";
          case "sentry" -> "<Sentry name='A' dsn='http://" + Sink.TOKEN + "@127.0.0.1:%d/1'/>";
          default -> throw new IllegalArgumentException("No such client: " + client);
        };
    String xml =
        "<Configuration status='warn' packages='io.sentry.log4j2'><Appenders>"
            + appender.replace("%d", String.valueOf(port))
            + "</Appenders><Loggers><Root level='info'><AppenderRef ref='A'/></Root></Loggers>"
            + "</Configuration>";
    Log4j log4j = new Log4j();
    ConfigurationSource source =
        new ConfigurationSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    log4j.context.start(new XmlConfiguration(log4j.context, source));
    return log4j;
  }

  Logger logger() {
    return context.getLogger("com.acme.Orders");
  }

  @Override
  public void close() {
    context.stop();
  }
}
