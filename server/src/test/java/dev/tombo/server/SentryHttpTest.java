// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static dev.tombo.server.SentryWire.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.SentryWire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a real server events as Sentry's clients do, in every framing, good or broken. */
final class SentryHttpTest extends SentryHttp {
  @Test
  void envelope_event_isAnsweredWithItsIdAndWhatIsDeclined() {
    String id = Samples.newId();

    Reply reply = wire.envelope(head(id) + item("event", JSON));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.response().body()).isEqualTo("{\"id\":\"" + id + "\"}");
    assertThat(reply.header("X-Sentry-Rate-Limits"))
        .startsWith("3600:transaction;span;session;")
        .endsWith(":organization");
    assertThat(server.event(id).json().path("message").asText()).isEqualTo("hello");
  }

  @Test
  void envelope_sameEventAgain_isStoredOnce() {
    String id = Samples.newId();
    String envelope = head(id) + item("event", "{\"message\":\"sent twice\"}");

    assertThat(wire.envelope(envelope).status()).isEqualTo(200);
    assertThat(wire.envelope(envelope).status()).isEqualTo(200);

    assertThat(count("sent twice")).isEqualTo(1);
  }

  @Test
  void store_envelopeByItsType_isTaken() {
    String id = Samples.newId();
    String body = head(id) + item("event", JSON);

    assertThat(wire.store(body, "Content-Type", "application/x-sentry-envelope").status())
        .isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void store_withoutId_isAnsweredWithANewOne() {
    String id = wire.store(JSON).json().path("id").asText();

    assertThat(server.event(id).json().path("message").asText()).isEqualTo("hello");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]\n",
        "{}\nnonsense\n",
        "{}\n{\"length\":2}\n{}",
        "{}\n{\"type\":\"event\",\"length\":-1}\n{}",
        "{}\n{\"type\":\"event\",\"length\":\"2\"}\n{}",
        "{}\n{\"type\":\"event\",\"length\":3}\n{}",
        "{}\n{\"type\":\"event\",\"length\":1}\n{}\n",
        "{}\n{\"type\":\"event\",\"length\":9223372036854775807}\n{}\n",
        "{}\n{\"type\":\"event\"}\n{\"message\":\"cut of",
        "{}\n{\"type\":\"event\"}\n[]",
        "{}\n{\"type\":\"event\"}\n{\"event_id\":\"x\",\"message\":\"a\"}",
        "{\"event_id\":\"x\"}\n{\"type\":\"event\"}\n{\"message\":\"a\"}",
        "{}\n{\"type\":\"event\"}\n{\"message\":\"a\"}garbage"
      })
  void envelope_outOfForm_isBadRequestWithTheReason(String body) {
    Reply reply = wire.envelope(body);

    assertThat(reply.status()).as(reply.response().body()).isEqualTo(400);
    assertThat(reply.detail()).isNotBlank();
    assertThat(reply.header("X-Sentry-Error")).isEqualTo(reply.detail());
  }

  @Test
  void envelope_lastLineWithoutEndOrPayload_isTaken() {
    String id = Samples.newId();

    assertThat(wire.envelope("{}").response().body()).isEqualTo("{}");
    assertThat(wire.envelope("{}\n{\"type\":\"session\"}").status()).isEqualTo(200);
    assertThat(wire.envelope("{}\n{\"type\":\"session\",\"length\":0}\n\n").status())
        .isEqualTo(200);
    assertThat(wire.envelope(head(id) + "{\"type\":\"event\"}\n" + JSON).status()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void envelope_payloadsThatLookLikeLines_areCountedByTheByte() {
    String id = Samples.newId();
    String trap = "{\"type\":\"event\"}\n{\"message\":\"never\"}\r\n";

    Reply reply =
        wire.envelope(
            head(id) + item("attachment", trap) + item("event", JSON) + item("unheard", trap));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.event(id).json().path("message").asText()).isEqualTo("hello");
    assertThat(server.get("/api/v1/issues?search=never").json().path("items")).isEmpty();
  }

  @Test
  void envelope_severalEvents_areAllStored() {
    String first = Samples.newId();
    String second = Samples.newId();
    String other = "{\"event_id\":\"" + second + "\",\"message\":\"other\"}";

    assertThat(wire.envelope(head(first) + item("event", JSON) + item("event", other)).status())
        .isEqualTo(200);

    assertThat(server.event(first).json().path("message").asText()).isEqualTo("hello");
    assertThat(server.event(second).json().path("message").asText()).isEqualTo("other");
  }

  @Test
  void event_withNobodyAsUser_hasNoUser() {
    String id = Samples.newId();

    wire.envelope(head(id) + item("event", "{\"message\":\"hello\",\"user\":{}}"));

    assertThat(server.event(id).json().has("user")).isFalse();
  }
}
