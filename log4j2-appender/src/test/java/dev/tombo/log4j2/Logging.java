// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Objects;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;

/** A Log4j of its own, configured by a file of the tests' resources. */
final class Logging implements AutoCloseable {
  private final LoggerContext context =
      Boolean.getBoolean("asyncLoggers")
          ? new AsyncLoggerContext("test")
          : new LoggerContext("test");

  /** Configures it; the files read both values from system properties. */
  static Logging of(String file, String endpoint, String token) throws URISyntaxException {
    System.setProperty("test.endpoint", endpoint);
    System.setProperty("test.token", token);
    Logging logging = new Logging();
    logging.context.setConfigLocation(uri(file));
    if (!logging.context.isStarted()) {
      logging.context.start();
    }
    return logging;
  }

  /** Goes on with another file, as a changed configuration does. */
  void configure(String file) throws URISyntaxException {
    context.setConfigLocation(uri(file));
  }

  Logger logger(String name) {
    return context.getLogger(name);
  }

  TomboAppender appender() {
    return Objects.requireNonNull(context.getConfiguration().getAppender("TOMBO"));
  }

  /** Stops the appenders, which sends what is left. */
  @Override
  public void close() {
    context.stop();
  }

  private static URI uri(String file) throws URISyntaxException {
    URL url = Objects.requireNonNull(Logging.class.getResource("/" + file), file);
    return url.toURI();
  }
}
