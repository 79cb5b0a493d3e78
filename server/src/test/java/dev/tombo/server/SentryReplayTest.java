// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.SentryReplay.Sent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends what real clients sent, byte for byte: what this project captured of them, or with {@code
 * -Dreplay.folder=...} any other folder. {@code -Dcaptured.write=true} captures anew.
 */
final class SentryReplayTest {
  private static final Path CAPTURED = Path.of("src", "test", "captured", "sentry");

  @TempDir private Path data;

  @Test
  void replay_everyFile_isStoredOrRefusedWithTheReason() throws IOException {
    if (Boolean.getBoolean("captured.write")) {
      SentryRecorder.recordJava(CAPTURED.resolve("java"));
    }
    Path folder = Path.of(System.getProperty("replay.folder", CAPTURED.toString()));
    List<String> alarms = new CopyOnWriteArrayList<>();
    Handler listener = listener(alarms);
    Logger.getLogger("").addHandler(listener);
    try (TestServer server = TestServer.start(data)) {
      List<Sent> sent = new SentryReplay(new SentryWire(server)).replay(folder);
      long stored = 0;
      for (Sent one : sent) {
        assertThat(one.status()).as("%s: %s", one.how(), one.body()).isIn(200, 400, 413);
        Optional<Answer> event =
            one.eventId().map(server::event).filter(found -> found.status() == 200);
        stored += event.isPresent() ? 1 : 0;
        String notes = event.map(found -> found.json().path("notes").toString()).orElse(one.body());
        System.out.println(one.status() + " " + one.how() + " " + notes);
      }
      System.out.println(sent.size() + " requests, " + stored + " brought an event");
      assertThat(stored).isPositive();
      assertThat(alarms).isEmpty();
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
  }

  private static Handler listener(List<String> alarms) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        boolean ours =
            entry.getLoggerName() != null && entry.getLoggerName().startsWith("dev.tombo");
        if (ours && entry.getLevel().intValue() > Level.INFO.intValue()) {
          alarms.add(entry.getLoggerName() + ": " + entry.getMessage());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
