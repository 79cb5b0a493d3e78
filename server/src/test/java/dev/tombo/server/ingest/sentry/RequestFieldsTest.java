// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static dev.tombo.server.ingest.sentry.Decoded.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, users and tags, in each form that they may have. */
final class RequestFieldsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"b\",\"n\":7,\"x\":null}",
        "[[\"a\",\"b\"],[\"n\",7],[\"x\",null],null]",
        "[[\"a\",\"b\"],[\"n\",\"7\"]]"
      })
  void tags_inAnyForm_areTexts(String sent) {
    assertThat(event("\"message\":\"a\",\"tags\":" + sent).tags())
        .containsExactly(Map.entry("a", "b"), Map.entry("n", "7"));
  }

  @Test
  void user_withNumberAndAutomaticAddress_isRead() {
    Event event =
        event(
            "\"message\":\"a\",\"user\":{\"id\":42,\"email\":\"e\",\"username\":\"u\","
                + "\"ip_address\":\"{{auto}}\",\"geo\":{\"city\":\"x\"},\"ip\":\"y\"}");

    assertThat(requireNonNull(event.user()).id()).isEqualTo("42");
    assertThat(requireNonNull(event.user()).ip()).isEqualTo("192.0.2.7");
    assertThat(requireNonNull(event.user()).extra())
        .containsEntry("geo", new Json("{\"city\":\"x\"}"))
        .containsEntry("sentry.ip", new Json("\"y\""));
    assertThat(event.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"headers\":{\"A\":\"b\"}",
        "\"headers\":[[\"A\",\"b\"]]",
        "\"headers\":{\"A\":[\"b\"]}"
      })
  void requestHeaders_inAnyForm_areTexts(String sent) {
    Event event = event("\"message\":\"a\",\"request\":{\"method\":\"GET\"," + sent + "}");

    assertThat(requireNonNull(event.request()).headers()).containsExactly(Map.entry("A", "b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"url\":\"http://h/p\",\"query_string\":\"a=b\" | http://h/p?a=b",
        "\"query_string\":\"?a=b\",\"url\":\"http://h/p\" | http://h/p?a=b",
        "\"url\":\"http://h/p?a=b\",\"query_string\":\"a=b\" | http://h/p?a=b",
        "\"url\":\"http://h/p\",\"query_string\":[[\"a\",\"b\"]] | http://h/p"
      })
  void requestUrl_withItsQueryApart_isOne(String sent, String url) {
    Event event = event("\"message\":\"a\",\"request\":{" + sent + "}");

    assertThat(requireNonNull(event.request()).url()).isEqualTo(url);
  }
}
