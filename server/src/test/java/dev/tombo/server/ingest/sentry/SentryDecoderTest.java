// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.RejectReason;
import dev.tombo.server.model.Thrown;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of Sentry's form, field by field, in each form that a field may have. */
final class SentryDecoderTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final SentryDecoder DECODER =
      new SentryDecoder(Limits.STANDARD, InstantSource.fixed(NOW), () -> new EventId(0, 7));

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"values\":[%s,null,7]}",
        "[%s]",
        "[null,%s]",
        "%s",
        "{\"values\":[%s],\"x\":1}"
      })
  void exception_inAnyForm_isRead(String form) {
    String one = "{\"type\":\"E\",\"value\":{\"a\":1},\"module\":\"com.acme\"}";

    assertThat(event("\"exception\":" + form.formatted(one)).exceptions())
        .singleElement()
        .satisfies(
            thrown -> {
              assertThat(thrown.type()).isEqualTo("com.acme.E");
              assertThat(thrown.message()).isEqualTo("{\"a\":1}");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "IOException | java.io | java.io.IOException",
        "Cap$1 | com.acme | com.acme.Cap$1",
        "System.IOException | System.Private.CoreLib, Version=8.0.0.0 | System.IOException",
        "Error | - | Error",
        "Error | not a package | Error"
      })
  void exceptionType_withModule_isQualifiedOnce(String type, String module, String qualified) {
    String sent =
        "{\"type\":\""
            + type
            + "\""
            + (module == null ? "" : ",\"module\":\"" + module + "\"")
            + "}";

    assertThat(event("\"exception\":[" + sent + "]").exceptions().getFirst().type())
        .isEqualTo(qualified);
  }

  @Test
  void chain_withoutNumbers_isOneLineFromTheLast() {
    List<Thrown> chain =
        event("\"exception\":[{\"type\":\"Root\"},{\"type\":\"Middle\"},{\"type\":\"Outer\"}]")
            .exceptions();

    assertThat(chain).extracting(Thrown::type).containsExactly("Outer", "Middle", "Root");
    assertThat(chain).extracting(Thrown::of).containsExactly(null, 0, 1);
  }

  @Test
  void chain_withNumbers_isTheTreeThatTheyMake() {
    List<Thrown> chain =
        event(
                "\"exception\":{\"values\":["
                    + link("Deep", 3, "2", "chained")
                    + ","
                    + link("Cause", 2, "0", "chained")
                    + ","
                    + link("Suppressed", 1, "0", "suppressed")
                    + ","
                    + link("Outer", 0, "null", "generic")
                    + "]}")
            .exceptions();

    assertThat(chain)
        .extracting(one -> one.relation().wireName() + " of " + one.of() + " " + one.type())
        .containsExactly(
            "thrown of null Outer",
            "suppressed of 0 Suppressed",
            "cause of 0 Cause",
            "cause of 2 Deep");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "5,0", "1,1", "1,2"})
  void chain_withBrokenNumbers_isOneLine(int id, String parent) {
    List<Thrown> chain =
        event(
                "\"exception\":["
                    + link("Root", id, parent, "chained")
                    + ","
                    + link("Middle", 1, "9", "chained")
                    + ","
                    + link("Outer", 0, "null", "generic")
                    + "]")
            .exceptions();

    assertThat(chain).extracting(Thrown::type).containsExactly("Outer", "Middle", "Root");
    assertThat(chain).extracting(Thrown::of).containsExactly(null, 0, 1);
  }

  @Test
  void frames_callerFirst_areTurnedRound() {
    List<Frame> frames =
        thrown(
                "\"stacktrace\":{\"frames\":[{\"function\":\"main\",\"in_app\":null},null,"
                    + "{\"module\":\"com.acme.A\",\"function\":\"f\",\"filename\":\"A.java\","
                    + "\"abs_path\":\"/src/A.java\",\"lineno\":\"7\",\"colno\":3,\"in_app\":true,"
                    + "\"package\":\"a.jar\",\"native\":false,\"pre_context\":[\"x\",null],"
                    + "\"context_line\":\"y\",\"vars\":{\"k\":1},\"lock\":null}]}")
            .frames();

    assertThat(frames)
        .containsExactly(
            new Frame(
                "com.acme.A",
                "f",
                "A.java",
                7,
                3,
                "a.jar",
                true,
                false,
                new Json("{\"before\":[\"x\",\"\"],\"line\":\"y\",\"after\":[]}"),
                Map.of("vars", new Json("{\"k\":1}"), "abs_path", new Json("\"/src/A.java\""))),
            new Frame(null, "main", null, null, null, null, null, null, null, Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"stacktrace\":null",
        "\"stacktrace\":{}",
        "\"stacktrace\":{\"frames\":null}",
        "\"stacktrace\":{\"frames\":{}}",
        "\"stacktrace\":7"
      })
  void frames_thatAreNone_areNone(String sent) {
    assertThat(thrown(sent).frames()).isEmpty();
  }

  @Test
  void frames_moreThanAreKept_areThoseOfEitherEnd() {
    String frames = "{\"function\":\"f\"},".repeat(999) + "{\"function\":\"last\"}";
    Event event =
        event("\"exception\":[{\"type\":\"E\",\"stacktrace\":{\"frames\":[" + frames + "]}}]");

    assertThat(event.exceptions().getFirst().frames()).hasSize(500);
    assertThat(event.exceptions().getFirst().frames().getFirst().method()).isEqualTo("last");
    assertThat(event.notes()).hasSize(1);
  }

  @Test
  void stacktrace_besideItsException_isItsStack() {
    String stack = "\"stacktrace\":{\"frames\":[{\"function\":\"f\"}]}";

    assertThat(event("\"exception\":[{\"type\":\"E\"}]," + stack).exceptions().getFirst().frames())
        .hasSize(1);
    assertThat(event(stack).exceptions())
        .singleElement()
        .satisfies(thrown -> assertThat(thrown.frames()).hasSize(1));
    Event text = event("\"message\":\"a\"," + stack);
    assertThat(text.exceptions()).isEmpty();
    assertThat(text.extra()).containsKey("stacktrace");
  }

  @Test
  void threads_crashedOne_isTheEvents() {
    Event event =
        event(
            "\"message\":\"a\",\"threads\":{\"values\":[{\"id\":1,\"name\":\"main\",\"current\":true},"
                + "{\"id\":\"0x7\",\"name\":\"worker\",\"crashed\":true,"
                + "\"stacktrace\":{\"frames\":[]}},{\"id\":3}]}");

    assertThat(requireNonNull(event.thread()).name()).isEqualTo("worker");
    assertThat(requireNonNull(event.thread()).id()).isEqualTo(new Json("\"0x7\""));
    assertThat(event.extra()).containsKey("threads");
    assertThat(event.exceptions()).isEmpty();
  }

  @Test
  void handled_isWhatTheOneThrownSays() {
    Event event =
        event(
            "\"exception\":[{\"type\":\"A\",\"mechanism\":{\"handled\":true}},"
                + "{\"type\":\"B\",\"mechanism\":{\"type\":\"x\",\"handled\":false}}]");

    assertThat(event.handled()).isFalse();
    assertThat(event.exceptions().getFirst().mechanism())
        .isEqualTo(new Json("{\"type\":\"x\",\"handled\":false}"));
  }

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

  @Test
  void json_withNumbersThatAreNone_isReadAndNoted() {
    Event event =
        event("\"message\":\"NaN\",\"extra\":{\"a\":NaN,\"b\":-Infinity,\"c\":[Infinity]}");

    assertThat(event.message()).isEqualTo("NaN");
    assertThat(event.context())
        .containsEntry("extra", new Json("{\"a\":null,\"b\":null,\"c\":[null]}"));
    assertThat(event.notes()).hasSize(1);
  }

  @Test
  void json_notUtf8_isReadAndNoted() {
    byte[] json = "{\"message\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

    EventPart part = (EventPart) DECODER.store(json, "").batch().parts().getFirst();

    assertThat(part.event().message()).isEqualTo("\uFFFD");
    assertThat(part.event().notes()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"a\"",
        "{\"message\":}",
        "{\"message\":\"a\"}}",
        "[]",
        "\"a\"",
        "7"
      })
  void json_thatIsNone_isMalformed(String json) {
    assertThat(part(json)).isEqualTo(new Unreadable(null, RejectReason.MALFORMED));
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

  @Test
  void transaction_isNoEvent() {
    assertThat(DECODER.store(bytes("{\"type\":\"transaction\"}"), "").batch().parts()).isEmpty();
  }

  private static Thrown thrown(String fields) {
    return event("\"exception\":[{\"type\":\"E\"," + fields + "}]").exceptions().getFirst();
  }

  private static String link(String type, int id, String parent, String mechanism) {
    return "{\"type\":\"%s\",\"mechanism\":{\"type\":\"%s\",\"exception_id\":%d,\"parent_id\":%s}}"
        .formatted(type, mechanism, id, parent);
  }

  private static Event event(String fields) {
    Part part = part("{" + fields + "}");
    assertThat(part).isInstanceOf(EventPart.class);
    return ((EventPart) part).event();
  }

  private static Part part(String json) {
    return DECODER.store(bytes(json), "192.0.2.7").batch().parts().getFirst();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
