// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.sentry.Breadcrumb;
import io.sentry.CheckIn;
import io.sentry.CheckInStatus;
import io.sentry.Sentry;
import io.sentry.SentryOptions;
import io.sentry.UserFeedback;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** What an application does that reports through Sentry's client for Java. */
final class SentryScenes {
  private static final long PATIENCE_MILLIS = 30_000;

  private static final String LOG4J2 =
      "<Configuration><Appenders><Sentry name=\"SENTRY\"/></Appenders><Loggers>"
          + "<Root level=\"info\"><AppenderRef ref=\"SENTRY\"/></Root></Loggers></Configuration>";

  private SentryScenes() {}

  /** Starts the client, which sends at once. */
  static void init(String dsn, Consumer<SentryOptions> more) {
    Sentry.init(
        options -> {
          options.setDsn(dsn);
          options.setRelease("shop@1.4.2");
          options.setEnvironment("staging");
          options.setServerName("app-3");
          options.addInAppInclude("dev.tombo");
          options.setEnableUncaughtExceptionHandler(false);
          more.accept(options);
        });
    Sentry.setTag("region", "eu");
    User user = new User();
    user.setId("u-9");
    user.setEmail("b@example.com");
    Sentry.setUser(user);
    Sentry.addBreadcrumb(Breadcrumb.info("opened cart"));
  }

  static void flush() {
    Sentry.flush(PATIENCE_MILLIS);
  }

  /** An exception with a cause, and one that was suppressed. */
  static SentryId captured() {
    Exception failure =
        new ExecutionException("order failed", new IllegalStateException("row 5 not found"));
    failure.addSuppressed(new IOException("cannot close"));
    return Sentry.captureException(failure);
  }

  /** What Logback logs: a text, and an exception with one. */
  static void logback() {
    var context = new ch.qos.logback.classic.LoggerContext();
    LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    mdc.put("requestId", "r-1");
    context.setMDCAdapter(mdc);
    var appender = new io.sentry.logback.SentryAppender();
    appender.setContext(context);
    appender.start();
    var logger = context.getLogger("com.acme.Checkout");
    logger.addAppender(appender);
    logger.info("checkout started");
    logger.error("payment {} failed for {}", 991, "ann");
    logger.error("order 12 failed", new UncheckedIOException(new IOException("disk full")));
    context.stop();
  }

  /** What Log4j2 logs: an exception with a text. */
  static void log4j2() {
    try (LoggerContext context = new LoggerContext("sentry")) {
      byte[] xml = LOG4J2.getBytes(StandardCharsets.UTF_8);
      context.start(
          new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(xml))));
      ThreadContext.put("requestId", "r-2");
      context
          .getLogger("com.acme.Billing")
          .error("invoice {} failed", 7, new IllegalArgumentException("no such customer"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      ThreadContext.clearAll();
    }
  }

  /** A thread that dies. */
  static void uncaught() {
    Thread thread =
        new Thread(
            () -> {
              throw new ArrayStoreException("nobody catches this");
            },
            "worker-1");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What a person says of an event. */
  static void report(SentryId of) {
    UserFeedback feedback = new UserFeedback(of);
    feedback.setName("Ann");
    feedback.setEmail("ann@example.com");
    feedback.setComments("it broke when I paid");
    Sentry.captureUserFeedback(feedback);
  }

  /** What Tombo does not keep. */
  static void declined() {
    Sentry.startTransaction("GET /orders", "http.server").finish();
    Sentry.captureCheckIn(new CheckIn("nightly", CheckInStatus.OK));
  }
}
