// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Reads the log of the whole suite along and fails the class of tests that has a secret written to
 * it: JUnit finds it by itself, and each class is watched.
 */
public final class SecretsInLog implements BeforeAllCallback, AfterAllCallback {
  /** The password and the token of the tests, personal tokens, and whatever is a JWT. */
  private static final Pattern SECRET =
      Pattern.compile(
          String.join(
              "|",
              Pattern.quote(TestServer.PASSWORD),
              TestServer.TOKEN,
              "tombo_[0-9a-f]{40}",
              "eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]{8,}"));

  private static final Listener LISTENER = new Listener();

  @Override
  public void beforeAll(ExtensionContext context) {
    Logger root = Logger.getLogger("");
    // A test may have taken all of them away.
    root.removeHandler(LISTENER);
    root.addHandler(LISTENER);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> found = List.copyOf(LISTENER.found);
    LISTENER.found.removeAll(found);
    assertThat(found).as("lines of the log with a secret").isEmpty();
  }

  /** Fails if a log that was written to a file holds a secret. */
  static void assertNone(String log) {
    assertThat(log.lines().filter(line -> SECRET.matcher(line).find()))
        .as("lines of the log with a secret")
        .isEmpty();
  }

  /** Keeps what it should not hear. */
  private static final class Listener extends Handler {
    private final List<String> found = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord entry) {
      String text = new TextLines().format(entry);
      if (SECRET.matcher(text).find()) {
        found.add(text);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
