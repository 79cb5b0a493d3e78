// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static dev.tombo.server.ingest.sentry.Decoded.event;
import static dev.tombo.server.ingest.sentry.Decoded.part;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.RejectReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of Sentry's form, field by field, in each form that a field may have. */
final class EventFieldsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0123456789abcdef0123456789abcdef | 0123456789abcdef0123456789abcdef",
        "0123456789ABCDEF0123456789ABCDEF | 0123456789abcdef0123456789abcdef",
        "01234567-89ab-cdef-0123-456789abcdef | 0123456789abcdef0123456789abcdef"
      })
  void eventId_ofAnyForm_isRead(String sent, String id) {
    assertThat(event("\"event_id\":\"" + sent + "\",\"message\":\"a\"").id()).hasToString(id);
  }

  @Test
  void eventId_missingOrNull_isMade() {
    assertThat(event("\"message\":\"a\"").id()).isEqualTo(new EventId(0, 7));
    assertThat(event("\"message\":\"a\",\"event_id\":null").id()).isEqualTo(new EventId(0, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "7", "{}", "[]", "\"\"", "true"})
  void eventId_thatIsNone_isRejected(String id) {
    assertThat(part("{\"message\":\"a\",\"event_id\":" + id + "}"))
        .isEqualTo(new Unreadable(null, RejectReason.INVALID_ID));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1795434000.25 | 2026-11-23T11:40:00.250Z",
        "1795434000 | 2026-11-23T11:40:00Z",
        "\"1795434000.5\" | 2026-11-23T11:40:00.500Z",
        "\"2026-11-23T11:40:00Z\" | 2026-11-23T11:40:00Z",
        "\"2026-11-23T13:40:00.123456+02:00\" | 2026-11-23T11:40:00.123456Z",
        "\"2026-11-23T11:40:00\" | 2026-11-23T11:40:00Z",
        "\"2026-11-23 11:40:00.5\" | 2026-11-23T11:40:00.500Z"
      })
  void timestamp_ofAnyForm_isRead(String sent, Instant time) {
    Event event = event("\"message\":\"a\",\"timestamp\":" + sent);

    assertThat(event.occurredAt()).isEqualTo(time);
    assertThat(event.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"2011-05-02T17:41:36\"",
        "\"+12026-11-23T11:40:00Z\"",
        "\"yesterday\"",
        "1e300",
        "-1",
        "0",
        "{}",
        "[1]",
        "true"
      })
  void timestamp_oldOrNone_isLeftOutAndNoted(String sent) {
    Event event = event("\"message\":\"a\",\"timestamp\":" + sent);

    assertThat(event.occurredAt()).isNull();
    assertThat(event.notes()).singleElement().asString().startsWith("timestamp: ");
  }

  @ParameterizedTest
  @CsvSource({
    "\"fatal\",FATAL",
    "\"critical\",FATAL",
    "\"error\",ERROR",
    "\"warn\",WARNING",
    "\"warning\",WARNING",
    "\"log\",INFO",
    "\"info\",INFO",
    "\"debug\",DEBUG",
    "50,FATAL",
    "40,ERROR",
    "30,WARNING",
    "20,INFO",
    "10,DEBUG",
    "\"20\",INFO",
    "null,ERROR"
  })
  void level_ofAnyForm_isRead(String sent, String level) {
    Event event = event("\"message\":\"a\",\"level\":" + sent);

    assertThat(event.level()).hasToString(level);
    assertThat(event.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"loud\"", "25", "{}", "[]", "true"})
  void level_thatIsNone_isErrorAndNoted(String sent) {
    Event event = event("\"message\":\"a\",\"level\":" + sent);

    assertThat(event.level()).hasToString("ERROR");
    assertThat(event.notes()).containsExactly("level: not a level, left out");
  }

  @Test
  void texts_ofTheEvent_areRead() {
    Event event =
        event(
            "\"platform\":\"crystal\",\"logger\":\"a.B\",\"server_name\":\"web-1\","
                + "\"release\":\"1.0\",\"environment\":\"None\",\"message\":\"a\",\"dist\":7");

    assertThat(event.platform()).isEqualTo("crystal");
    assertThat(event.logger()).isEqualTo("a.B");
    assertThat(event.origin()).isEqualTo("web-1");
    assertThat(event.release()).isEqualTo("1.0");
    assertThat(event.environment()).isNull();
    assertThat(event.extra()).containsEntry("dist", new Json("7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "logger", "server_name", "release", "environment"})
  void texts_thatAreObjects_areLeftOutAndNoted(String field) {
    Event event = event("\"message\":\"a\",\"" + field + "\":{\"a\":1}");

    assertThat(event.notes()).containsExactly(field + ": not text, left out");
    assertThat(event.message()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"values\":[%s,null]}", "[%s]"})
  void breadcrumbs_inAnyForm_areRead(String form) {
    String crumb =
        "{\"timestamp\":1795434000,\"level\":\"warning\",\"category\":\"c\",\"message\":\"m\","
            + "\"data\":{\"k\":1},\"type\":\"http\"}";
    Event event = event("\"message\":\"a\",\"breadcrumbs\":" + form.formatted(crumb));

    assertThat(event.breadcrumbs())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.at()).isEqualTo(Instant.ofEpochSecond(1_795_434_000));
              assertThat(one.level()).hasToString("WARNING");
              assertThat(one.category()).isEqualTo("c");
              assertThat(one.data()).isEqualTo(new Json("{\"k\":1}"));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | []",
        "null | []",
        "[\"a\",7,true,null] | [a, 7, true]",
        "\"a\" | [a]",
        "[\"{{ default }}\",\"x\"] | [{{ default }}, x]"
      })
  void fingerprint_ofAnyForm_isTexts(String sent, String parts) {
    assertThat(event("\"message\":\"a\",\"fingerprint\":" + sent).fingerprint()).hasToString(parts);
  }

  @Test
  void contexts_ofAnyKind_areKeptVerbatim() {
    Event event =
        event(
            "\"message\":\"a\",\"contexts\":{\"trace\":{\"trace_id\":\"t\",\"span_id\":\"s\",\"op\":\"o\"},"
                + "\"os\":{\"v\":1.10},\"odd\":\"text\",\"none\":null,\"extra\":1},\"extra\":{\"x\":2}");

    assertThat(requireNonNull(event.trace()).traceId()).isEqualTo("t");
    assertThat(requireNonNull(event.trace()).extra()).containsEntry("op", new Json("\"o\""));
    assertThat(event.context())
        .containsEntry("os", new Json("{\"v\":1.10}"))
        .containsEntry("odd", new Json("\"text\""))
        .containsEntry("extra", new Json("1"))
        .containsEntry("sentry.extra", new Json("{\"x\":2}"))
        .doesNotContainKey("none");
  }

  @Test
  void unknownKeys_ofOurNames_areToldApart() {
    Event event = event("\"message\":\"a\",\"issue\":\"1-1\",\"notes\":[],\"transaction\":\"t\"");

    assertThat(event.extra().keySet())
        .containsExactly("sentry.issue", "sentry.notes", "transaction");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exception",
        "stacktrace",
        "threads",
        "breadcrumbs",
        "tags",
        "user",
        "request",
        "contexts",
        "extra",
        "modules",
        "fingerprint",
        "sdk",
        "logentry",
        "checksum",
        "debug_meta"
      })
  void anyField_ofAnyKind_neverCostsTheEvent(String field) {
    for (String value :
        List.of(
            "null",
            "7",
            "1e999",
            "\"\"",
            "\"a\"",
            "true",
            "[]",
            "{}",
            "[[]]",
            "[{}]",
            "[7]",
            "{\"values\":7}",
            "{\"values\":[7]}",
            "{\"a\":{\"b\":[]}}",
            "[[1,2,3]]",
            "[null]")) {
      assertThat(part("{\"level\":\"info\",\"" + field + "\":" + value + "}"))
          .as("%s: %s", field, value)
          .isInstanceOf(EventPart.class);
    }
  }
}
