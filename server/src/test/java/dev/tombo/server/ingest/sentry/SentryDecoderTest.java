// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static dev.tombo.server.ingest.sentry.Decoded.DECODER;
import static dev.tombo.server.ingest.sentry.Decoded.bytes;
import static dev.tombo.server.ingest.sentry.Decoded.event;
import static dev.tombo.server.ingest.sentry.Decoded.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Unreadable;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.Json;
import dev.tombo.server.model.RejectReason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are JSON, almost JSON and none. */
final class SentryDecoderTest {
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

  @Test
  void transaction_isNoEvent() {
    assertThat(DECODER.store(bytes("{\"type\":\"transaction\"}"), "").batch().parts()).isEmpty();
  }
}
