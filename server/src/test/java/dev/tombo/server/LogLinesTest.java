// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries what the log makes of what others sent. */
final class LogLinesTest {
  private static final String HOSTILE =
      "a\r\n2026-11-24T00:00:00.000Z INFO dev.tombo all is well\u001b[2J\u0000\u0007\u007f\u009b0m"
          + "\u2028\u2029\u202e\u200b\ud800\"\\{0}\té\uD83D\uDE00";

  private static LogRecord entry(String message, Object... parameters) {
    LogRecord entry = new LogRecord(Level.WARNING, message);
    entry.setLoggerName("dev.tombo.access");
    entry.setInstant(Instant.parse("2026-11-24T12:00:00.123456Z"));
    entry.setParameters(parameters);
    return entry;
  }

  @Test
  void text_ofAnEntry_isOneLine() {
    assertThat(new TextLines().format(entry("the {0} is {1}", "disk", "full")))
        .isEqualTo("2026-11-24T12:00:00.123Z WARNING dev.tombo.access the disk is full\n");
  }

  @Test
  void json_ofAnEntry_isOneObject() {
    String line = new JsonLines().format(entry("the {0} is {1}", "disk", "full"));

    assertThat(line)
        .isEqualTo(
            """
            {"time":"2026-11-24T12:00:00.123456Z","level":"WARNING","logger":"dev.tombo.access",\
            "message":"the disk is full"}
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void line_ofHostileText_isOneWithoutControlCharacters(boolean json) {
    Formatter lines = json ? new JsonLines() : new TextLines();

    for (String line :
        new String[] {lines.format(entry(HOSTILE)), lines.format(entry("{0}", HOSTILE))}) {
      assertThat(line).hasLineCount(1).endsWith("\n").doesNotContain("\u2028", "\u202e", "\u200b");
      assertThat(line.strip().codePoints()).noneMatch(c -> Character.isISOControl(c));
      assertThat(line)
          .contains("all is well\\u001b[2J".replace("\\u001b", json ? "\\u001B" : "\\u001b"));
    }
  }

  @Test
  void json_ofHostileText_readsBackAsSent() {
    String sent = HOSTILE.replace("\ud800", "");

    JsonNode line = Answer.read(new JsonLines().format(entry("{0}", sent)));

    assertThat(line.path("message").textValue()).isEqualTo(sent);
  }

  @Test
  void text_ofAFailure_indentsItsStack() {
    LogRecord entry = entry("it failed");
    entry.setThrown(new IllegalStateException("one\ntwo\u001b", new RuntimeException(HOSTILE)));

    String[] lines = new TextLines().format(entry).split("\n", -1);

    assertThat(lines[0]).endsWith("it failed");
    assertThat(lines[1]).isEqualTo("  java.lang.IllegalStateException: one");
    assertThat(lines[2]).isEqualTo("  two\\u001b");
    assertThat(lines[3]).startsWith("    at dev.tombo.server.LogLinesTest");
    assertThat(lines).filteredOn(line -> !line.isEmpty() && !line.startsWith("  ")).hasSize(1);
  }

  @Test
  void json_ofAFailure_hasItsStackAsText() {
    LogRecord entry = entry("it failed");
    entry.setThrown(new IllegalStateException("one\ntwo"));

    String line = new JsonLines().format(entry);

    assertThat(line).hasLineCount(1);
    assertThat(Answer.read(line).path("thrown").textValue())
        .startsWith("java.lang.IllegalStateException: one\ntwo\n\tat dev.tombo");
  }
}
