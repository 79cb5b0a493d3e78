// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the log hears of a trouble once. */
class TroubleTest {
  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
          throw new AssertionError("a broken handler");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    Log.LOGGER.setLevel(Level.ALL);
    Log.LOGGER.addHandler(handler);
  }

  @AfterEach
  void stop() {
    Log.LOGGER.removeHandler(handler);
    Log.LOGGER.setLevel(null);
  }

  @Test
  void tell_sameKindAgain_isFine() {
    Trouble trouble = new Trouble("test");
    trouble.tell("network", "first", null);
    trouble.tell("network", "second", null);
    trouble.tell("other", "third", null);

    assertThat(records)
        .extracting(LogRecord::getLevel)
        .containsExactly(Level.WARNING, Level.FINE, Level.WARNING);
    assertThat(records.get(0).getMessage()).isEqualTo("test: first");
  }

  @Test
  void create_plainHttpToAnotherHost_warnsOnce() {
    Pipeline pipeline = new Pipeline(options -> options.endpoint("http://errors.example.com"));
    Tombo.create(pipeline.options, pipeline.registry).close();

    assertThat(records)
        .filteredOn(record -> record.getLevel().equals(Level.WARNING))
        .extracting(LogRecord::getMessage)
        .containsExactly("test: events and token travel there unencrypted");
  }

  @Test
  void create_noToken_saysWhatToSet() {
    Tombo.create(Pipeline.options(options -> options.token("")), new Registry(Channel::create));

    assertThat(records).hasSize(1);
    assertThat(records.get(0).getMessage()).contains("off", "tombo.token", "TOMBO_TOKEN");
  }
}
