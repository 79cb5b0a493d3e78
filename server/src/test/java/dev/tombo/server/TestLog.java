// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens to the whole log for what no hostile request may bring about. */
final class TestLog extends Handler {
  private final Logger root = Logger.getLogger("");
  private final List<String> alarms = new CopyOnWriteArrayList<>();

  private TestLog() {}

  static TestLog listen() {
    TestLog log = new TestLog();
    log.root.addHandler(log);
    return log;
  }

  /** Fails if there was an error, or the stack of anything, since it was last asked. */
  void assertCalm() {
    List<String> heard = List.copyOf(alarms);
    alarms.removeAll(heard);
    assertThat(heard).as("errors and stacks in the log").isEmpty();
  }

  @Override
  public void publish(LogRecord entry) {
    boolean silenced = LogSetup.CONNECTIONS.getName().equals(entry.getLoggerName());
    if (silenced) {
      return;
    }
    if (entry.getThrown() != null || entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
      alarms.add(
          entry.getLoggerName() + ": " + entry.getMessage() + ": " + stack(entry.getThrown()));
    }
  }

  private static String stack(@Nullable Throwable thrown) {
    StringWriter stack = new StringWriter();
    if (thrown != null) {
      thrown.printStackTrace(new PrintWriter(stack, true));
    }
    return stack.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
