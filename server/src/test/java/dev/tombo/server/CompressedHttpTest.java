// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends a real server compressed bodies: good, corrupt, and far larger than they look. */
class CompressedHttpTest {
  private static final int MIB = 1 << 20;

  @TempDir private static Path data;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  @Test
  void post_bombInGzip_isTooLarge() {
    assertTooLarge(server.post(TestServer.JSON, gzip(bomb()), "Content-Encoding", "gzip"));
  }

  @Test
  void post_bombInZstd_isTooLarge() {
    byte[] body = Zstd.compress(bomb());

    assertTooLarge(server.post(TestServer.JSON, body, "Content-Encoding", "zstd"));
  }

  @Test
  void post_bombInChunks_isTooLarge() {
    byte[] bomb = bomb();
    assertTooLarge(
        server.send(
            server
                .request(TestServer.EVENTS)
                .header("Authorization", "Bearer " + TestServer.TOKEN)
                .header("Content-Type", TestServer.JSON)
                .expectContinue(true)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bomb)))));
  }

  @Test
  void post_bombOfKnownLength_isTooLarge() {
    assertTooLarge(server.post(TestServer.NDJSON, bomb()));
  }

  @Test
  void post_compressed_isDecoded() {
    byte[] one = bytes(Samples.batch(Samples.event(Samples.newId())));
    byte[] other = bytes(Samples.batch(Samples.event(Samples.newId())));

    assertThat(server.post(TestServer.JSON, gzip(one), "Content-Encoding", "gzip").receipt())
        .isEqualTo("1 accepted, 0 duplicates");
    assertThat(
            server
                .post(TestServer.JSON, Zstd.compress(other), "Content-Encoding", "zstd")
                .receipt())
        .isEqualTo("1 accepted, 0 duplicates");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void post_corruptCompression_isBadRequest(String coding) {
    byte[] plain = bytes(Samples.batch(Samples.large(Samples.newId(), 10_000)));
    byte[] whole = coding.equals("gzip") ? gzip(plain) : checkedZstd(plain);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 0x55;
    byte[] cut = Arrays.copyOf(whole, whole.length - 5);

    for (byte[] body : new byte[][] {plain, flipped, cut, new byte[0], {0x1f}, {0x28}}) {
      Answer answer = server.post(TestServer.JSON, body, "Content-Encoding", coding);
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  private static void assertTooLarge(Answer answer) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.detail()).contains("20 MiB");
  }

  private static byte[] bomb() {
    byte[] bomb = new byte[50 * MIB];
    Arrays.fill(bomb, (byte) ' ');
    return bomb;
  }

  /** With the checksum that zstd leaves out by default: without it not all damage shows. */
  private static byte[] checkedZstd(byte[] plain) {
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      return zstd.setChecksum(true).compress(plain);
    }
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
