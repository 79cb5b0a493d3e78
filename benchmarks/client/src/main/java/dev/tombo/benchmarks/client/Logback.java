// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/** A Logback with one of the clients as its only appender. */
final class Logback implements AutoCloseable {
  private final LoggerContext context = new LoggerContext();

  /**
   * Starts it.
   *
   * @param client nop, async, tombo, sentry or loki4j
   * @param port of the server on this machine
   */
  static Logback start(String client, int port) throws JoranException {
    String appender =
        switch (client) {
          case "nop" -> "<appender name='A' class='ch.qos.logback.core.helpers.NOPAppender'/>";
          case "async" ->
              "<appender name='N' class='ch.qos.logback.core.helpers.NOPAppender'/>"
                  + "<appender name='A' class='ch.qos.logback.classic.AsyncAppender'>"
                  + "<appender-ref ref='N'/></appender>";
          case "tombo" ->
              "<appender name='A' class='dev.tombo.logback.TomboAppender'>"
                  + "<endpoint>http://127.0.0.1:%d</endpoint><token>"
                  + Sink.TOKEN
                  + "</token>"
                  + "<maxQueueEvents>10000</maxQueueEvents><closeTimeout>2s</closeTimeout>"
                  + "</appender>";
          case "sentry" ->
              "<appender name='A' class='io.sentry.logback.SentryAppender'>"
                  + "<options><dsn>http://"
                  + Sink.TOKEN
                  + "@127.0.0.1:%d/1</dsn></options></appender>";
          case "loki4j" ->
              "<appender name='A' class='com.github.loki4j.logback.Loki4jAppender'>"
                  + "<http><url>http://127.0.0.1:%d/loki/api/v1/push</url></http></appender>";
          default -> throw new IllegalArgumentException("No such client: " + client);
        };
    String xml =
        "<configuration>"
            + appender.replace("%d", String.valueOf(port))
            + "<root level='INFO'><appender-ref ref='A'/></root></configuration>";
    Logback logback = new Logback();
    logback.context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logback.context);
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    return logback;
  }

  Logger logger() {
    return context.getLogger("com.acme.Orders");
  }

  @Override
  public void close() {
    context.stop();
  }
}
