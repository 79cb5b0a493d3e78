// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.Batch.Part;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;

/** What the decoder makes of an event's JSON. */
final class Decoded {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  static final SentryDecoder DECODER =
      new SentryDecoder(Limits.STANDARD, InstantSource.fixed(NOW), () -> new EventId(0, 7));

  static Event event(String fields) {
    Part part = part("{" + fields + "}");
    assertThat(part).isInstanceOf(EventPart.class);
    return ((EventPart) part).event();
  }

  static Part part(String json) {
    return DECODER.store(bytes(json), "192.0.2.7").batch().parts().getFirst();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
