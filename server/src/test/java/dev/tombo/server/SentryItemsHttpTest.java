// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static dev.tombo.server.SentryWire.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.SentryWire.Reply;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What becomes of items beside events: feedback, reports and logs. */
final class SentryItemsHttpTest extends SentryHttp {
  @Test
  void envelope_feedback_isAnEvent() {
    String id = Samples.newId();
    String feedback = "{\"contexts\":{\"feedback\":{\"message\":\"It broke\"}},\"level\":\"info\"}";

    assertThat(wire.envelope(head(id) + item("feedback", feedback)).status()).isEqualTo(200);

    assertThat(server.event(id).json().path("message").asText()).isEqualTo("It broke");
    assertThat(server.event(id).json().path("level").asText()).isEqualTo("info");
  }

  @Test
  void userReport_beforeItsEventAndAgain_isJoinedToIt() {
    String id = Samples.newId();
    String report =
        "{\"event_id\":\""
            + id
            + "\",\"name\":\"Ann\",\"email\":\"a@example.com\","
            + "\"comments\":\"it broke when I paid\"}";

    for (int i = 0; i < 2; i++) {
      assertThat(wire.envelope(head(id) + item("user_report", report)).status()).isEqualTo(200);
    }
    assertThat(wire.envelope(head(id) + item("event", JSON)).status()).isEqualTo(200);

    String about = server.event(id).json().path("userReport").asText();
    assertThat(server.event(about).json().path("message").asText())
        .isEqualTo("it broke when I paid");
    assertThat(server.event(about).json().at("/context/feedback/associated_event_id").asText())
        .isEqualTo(id);
    assertThat(server.event(about).json().at("/user/email").asText()).isEqualTo("a@example.com");
    assertThat(count("it broke when I paid")).isEqualTo(1);
  }

  @Test
  void clientReport_ofEventsTwice_isCountedOnce() throws SQLException {
    String report =
        "{\"timestamp\":1795439248.379,\"discarded_events\":["
            + "{\"reason\":\"twice\",\"category\":\"error\",\"quantity\":3},"
            + "{\"reason\":\"twice\",\"category\":\"log_item\",\"quantity\":2},"
            + "{\"reason\":\"declined\",\"category\":\"span\",\"quantity\":900},"
            + "{\"reason\":7,\"quantity\":\"x\"},null]}";

    for (int i = 0; i < 2; i++) {
      assertThat(wire.envelope("{}\n" + item("client_report", report)).status()).isEqualTo(200);
    }
    assertThat(wire.envelope("{}\n" + item("client_report", "nonsense")).status()).isEqualTo(200);

    assertThat(losses()).containsEntry("twice", 3L).containsEntry("log_item:twice", 2L);
    assertThat(losses()).doesNotContainKey("declined");
  }

  @Test
  void log_ofError_isAnEventAndMilderOnesAreNot() {
    String trace = Samples.newId();
    String envelope =
        "{}\n"
            + item(
                "log", logs(log("error", "payment 7 failed", trace), log("warn", "slow", trace)));

    Reply reply = wire.envelope(envelope);

    assertThat(wire.envelope(envelope).status()).isEqualTo(200);
    String id = reply.json().path("id").asText();
    assertThat(server.event(id).json().path("message").asText()).isEqualTo("payment 7 failed");
    assertThat(server.event(id).json().path("template").asText()).isEqualTo("payment {} failed");
    assertThat(server.event(id).json().path("environment").asText()).isEqualTo("production");
    assertThat(server.event(id).json().at("/trace/traceId").asText()).isEqualTo(trace);
    assertThat(count("payment 7 failed")).isEqualTo(1);
    assertThat(count("slow")).isZero();
  }

  @Test
  void log_ofAnEventsTextAndTrace_countsOnce() {
    String trace = Samples.newId();
    String event = event("order 12 failed", trace);
    String same = item("log", logs(log("error", "order 12 failed", trace)));
    String elsewhere = item("log", logs(log("error", "order 12 failed", Samples.newId())));

    wire.envelope(head(Samples.newId()) + item("event", event) + same);
    assertThat(count("order 12 failed")).isEqualTo(1);
    wire.envelope("{}\n" + same);
    assertThat(count("order 12 failed")).isEqualTo(1);
    wire.envelope("{}\n" + elsewhere);
    assertThat(count("order 12 failed")).isEqualTo(2);
  }

  @Test
  void log_ofAnAppenderBeforeItsEvent_isCountedAsDiscardedAndNoEvent() throws SQLException {
    String trace = Samples.newId();
    String origin = "\"sentry.origin\":{\"type\":\"string\",\"value\":\"auto.log.logback\"},";
    String log =
        log("error", "refund 13 failed", trace)
            .replace("\"attributes\":{", "\"attributes\":{" + origin);
    String logs = "{}\n" + item("log", logs(log));

    assertThat(wire.envelope(logs).response().body()).isEqualTo("{}");
    assertThat(losses()).containsEntry("log_item:event_expected", 1L);
    assertThat(count("refund 13 failed")).isZero();
    wire.envelope(head(Samples.newId()) + item("event", event("refund 13 failed", trace)));
    wire.envelope(logs);

    assertThat(count("refund 13 failed")).isEqualTo(1);
    assertThat(losses()).containsEntry("log_item:event_expected", 1L);
  }

  private static String logs(String... items) {
    return "{\"items\":[" + String.join(",", items) + "]}";
  }

  private static String log(String level, String body, String trace) {
    return "{\"timestamp\":"
        + System.currentTimeMillis() / 1000
        + ".25,\"level\":\""
        + level
        + "\",\"body\":\""
        + body
        + "\",\"trace_id\":\""
        + trace
        + "\",\"attributes\":{"
        + "\"sentry.message.template\":{\"type\":\"string\",\"value\":\""
        + body.replaceAll("\\d+", "{}")
        + "\"},"
        + "\"sentry.message.parameter.0\":{\"type\":\"integer\",\"value\":7},"
        + "\"sentry.environment\":{\"type\":\"string\",\"value\":\"production\"}}}";
  }
}
