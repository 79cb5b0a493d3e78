// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static dev.tombo.server.SentryWire.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.tombo.server.SentryWire.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are too large, too many or too deep. */
final class SentryBoundsHttpTest extends SentryHttp {
  @Test
  void event_overAMebibyte_isTooLargeAndCounted() throws SQLException {
    long before = losses().getOrDefault("too_large", 0L);
    String large = "{\"message\":\"" + "x".repeat(2 << 20) + "\"}";

    assertThat(wire.envelope(head(Samples.newId()) + item("event", large)).status()).isEqualTo(413);
    assertThat(wire.store(large).status()).isEqualTo(413);
    assertThat(losses()).containsEntry("too_large", before + 2);
  }

  @Test
  void event_besideALargeAttachment_isStored() {
    String id = Samples.newId();
    String attachment = item("attachment", "x".repeat(30 << 20));

    Reply reply =
        wire.send(
            PATH + "?sentry_key=" + KEY,
            "POST",
            BodyPublishers.ofByteArray(gzip(head(id) + attachment + item("event", JSON))),
            "Content-Encoding",
            "gzip");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void bomb_ofAnyKind_isTooLarge() {
    String bomb = "{}\n{\"type\":\"attachment\"}\n" + " ".repeat(101 << 20);
    String events = "{}\n" + item("event", "{\"a\":\"" + "x".repeat(1_000_000) + "\"}").repeat(60);

    assertThat(wire.envelope(gzip(bomb), "Content-Encoding", "gzip").status()).isEqualTo(413);
    assertThat(wire.envelope(Zstd.compress(bytes(bomb)), "Content-Encoding", "zstd").status())
        .isEqualTo(413);
    assertThat(wire.envelope(gzip(events), "Content-Encoding", "gzip").status()).isEqualTo(413);
  }

  @Test
  void envelope_aHundredThousandItems_isBounded() {
    assertThat(wire.envelope("{}\n" + "{\"type\":\"session\"}\n{}\n".repeat(100_000)).status())
        .isEqualTo(200);
    assertThat(wire.envelope("{}\n" + "{\"type\":\"event\"}\n{}\n".repeat(100_000)).status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 9_000, 100_000})
  void event_nestedDeep_isStoredOrRefused(int levels) {
    String id = Samples.newId();
    String event = "{\"message\":\"deep\",\"extra\":" + Samples.nested(levels) + "}";

    Reply reply = wire.envelope(head(id) + item("event", event));

    assertThat(reply.status()).isEqualTo(levels > 9_000 ? 400 : 200);
    if (levels == 100) {
      assertThat(server.event(id).json().at("/context/extra").isObject()).isTrue();
    }
  }
}
