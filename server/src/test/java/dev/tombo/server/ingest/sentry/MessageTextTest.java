// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static dev.tombo.server.ingest.sentry.Decoded.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An event's text in each form that it may have. */
final class MessageTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "\"message\":\"a\" | a | -",
        "\"message\":7 | 7 | -",
        "\"logentry\":\"a\" | a | -",
        "\"sentry.interfaces.Message\":{\"message\":\"a\"} | a | -",
        "\"logentry\":{\"formatted\":\"a b\",\"message\":\"a %s\",\"params\":[\"b\"]} | a b | a %s",
        "\"message\":{\"formatted\":\"a\",\"message\":\"a\"} | a | -",
        "\"logentry\":{\"message\":\"a %s %d%%\",\"params\":[\"b\",7]} | a b 7% | a %s %d%%",
        "\"logentry\":{\"message\":\"a %(n)s\",\"params\":{\"n\":\"b\"}} | a b | a %(n)s",
        "\"logentry\":{\"message\":\"{} and {}\",\"params\":[1,2]} | 1 and 2 | {} and {}",
        "\"logentry\":{\"message\":\"{1} {0} {x}\",\"params\":[1,2]} | 2 1 {x} | {1} {0} {x}",
        "\"logentry\":{\"message\":\"a %s\",\"params\":null} | a %s | -",
        "\"message\":\"b\",\"logentry\":{\"formatted\":\"a\"} | a | -",
        "\"logentry\":{\"formatted\":\"a\"},\"message\":\"b\" | a | -"
      })
  void message_ofAnyForm_isRead(String sent, String message, String template) {
    Event event = event(sent);

    assertThat(event.message()).isEqualTo(message);
    assertThat(event.template()).isEqualTo(template);
  }

  @Test
  void message_ofMuchPutIntoMuch_staysBounded() {
    String template = "{0}".repeat(100_000);
    String argument = "x".repeat(100_000);
    String sent =
        "\"logentry\":{\"message\":\"" + template + "\",\"params\":[\"" + argument + "\"]}";

    assertThat(event(sent).message()).hasSizeLessThan(600_000);
  }

  @Test
  void event_thatSaysNothing_isKeptAndNoted() {
    Event event = event("\"message\":false,\"level\":\"info\"");

    assertThat(event.message()).isEqualTo("(no message)");
    assertThat(event.notes()).containsExactly("message: none was sent");
  }
}
