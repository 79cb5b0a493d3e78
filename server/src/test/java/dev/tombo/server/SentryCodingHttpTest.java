// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static dev.tombo.server.SentryWire.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.tombo.server.SentryWire.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every coding, content type and wrapping. */
final class SentryCodingHttpTest extends SentryHttp {
  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "zstd", "br", "", "utf-8", "identity"})
  void envelope_inEachCoding_isDecoded(String coding) throws IOException {
    String id = Samples.newId();
    byte[] plain = bytes(head(id) + item("event", JSON));
    byte[] body =
        switch (coding) {
          case "gzip" -> SentryReplay.gzip(plain);
          case "deflate" -> SentryReplay.deflate(plain);
          case "raw deflate" -> rawDeflate(plain);
          case "zstd" -> Zstd.compress(plain);
          case "br" -> brotli(plain);
          default -> plain;
        };

    Reply reply = wire.envelope(body, "Content-Encoding", coding.replace("raw ", ""));

    assertThat(reply.status()).as(reply.response().body()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void envelope_inAnUnknownOrDamagedCoding_isRefused() {
    byte[] plain = bytes(head(Samples.newId()) + item("event", JSON));

    assertThat(wire.envelope(plain, "Content-Encoding", "lzma").status()).isEqualTo(415);
    for (String coding : new String[] {"gzip", "deflate", "zstd", "br"}) {
      assertThat(wire.envelope(plain, "Content-Encoding", coding).status())
          .as(coding)
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain;charset=UTF-8",
        "multipart/form-data; boundary=a",
        "application/x-www-form-urlencoded",
        "application/json",
        "nonsense"
      })
  void envelope_ofAnyContentTypeInChunks_isTaken(String type) {
    String id = Samples.newId();
    byte[] body = bytes(head(id) + item("event", JSON));

    Reply reply =
        wire.send(
            PATH + "?sentry_key=" + KEY,
            "POST",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
            "Content-Type",
            type);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.event(id).status()).isEqualTo(200);
  }

  @Test
  void store_inBase64CompressedOrNot_isTaken() throws IOException {
    String json = "{\"event_id\":\"ID\",\"message\":\"old\"}";
    String[] ids = {Samples.newId(), Samples.newId(), Samples.newId()};
    byte[] second = bytes(json.replace("ID", ids[1]));
    byte[] third = bytes(json.replace("ID", ids[2]));

    assertThat(wire.store(json.replace("ID", ids[0])).status()).isEqualTo(200);
    assertThat(wire.store(Base64.getEncoder().encodeToString(second)).status()).isEqualTo(200);
    assertThat(
            wire.store(Base64.getMimeEncoder().encodeToString(SentryReplay.deflate(third)))
                .status())
        .isEqualTo(200);
    for (String id : ids) {
      assertThat(server.event(id).status()).isEqualTo(200);
    }
  }

  private static byte[] rawDeflate(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate =
        new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
      deflate.write(plain);
    }
    return out.toByteArray();
  }

  /** RFC 7932, section 9: a window of 64 KiB, one block that is not compressed, an empty last. */
  private static byte[] brotli(byte[] plain) {
    int header = (plain.length - 1) << 4 | 1 << 20;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int shift = 0; shift < 24; shift += 8) {
      out.write(header >> shift);
    }
    out.writeBytes(plain);
    out.write(0b11);
    return out.toByteArray();
  }
}
