// SPDX-License-Identifier: Apache-2.0
package dev.tombo.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process's Logback, configured by a file of the tests' resources. */
final class Logging implements AutoCloseable {
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

  /** Configures it; the properties are name, value, name, value. */
  static Logging of(String file, String... properties) throws JoranException {
    Logging logging = new Logging();
    logging.configure(file, properties);
    return logging;
  }

  /** Starts anew with another file, as a changed configuration does. */
  void configure(String file, String... properties) throws JoranException {
    context.reset();
    context.getStatusManager().clear();
    for (int i = 0; i < properties.length; i += 2) {
      context.putProperty(properties[i], properties[i + 1]);
    }
    URL url = Objects.requireNonNull(Logging.class.getResource("/" + file), file);
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(url);
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  TomboAppender appender() {
    return (TomboAppender)
        Objects.requireNonNull(context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("TOMBO"));
  }

  List<Status> statuses() {
    return context.getStatusManager().getCopyOfStatusList();
  }

  /** Stops the appenders, which sends what is left. */
  @Override
  public void close() {
    context.reset();
  }
}
