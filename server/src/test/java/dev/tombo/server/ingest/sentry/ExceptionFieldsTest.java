// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static dev.tombo.server.ingest.sentry.Decoded.event;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.model.Event;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.Thrown;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exceptions, their frames and threads, in each form that they may have. */
final class ExceptionFieldsTest {
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
                new Json("{\"before\":[\"x\",\"\"],\"line\":\"y\"}"),
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

  private static Thrown thrown(String fields) {
    return event("\"exception\":[{\"type\":\"E\"," + fields + "}]").exceptions().getFirst();
  }

  private static String link(String type, int id, String parent, String mechanism) {
    return "{\"type\":\"%s\",\"mechanism\":{\"type\":\"%s\",\"exception_id\":%d,\"parent_id\":%s}}"
        .formatted(type, mechanism, id, parent);
  }
}
