// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and the memory that they may take. */
final class BodyReaderTest {
  private static final int CHUNK = 64 << 10;
  private static final int BOUND = 1 << 20;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK})
  void read_anySize_isWhole(int size) {
    byte[] sent = body(size);
    try (BodyReader.Body body = read(reader(8 * CHUNK), sent, ContentCoding.IDENTITY)) {
      assertThat(body.bytes()).isEqualTo(sent);
    }
  }

  @Test
  void read_body_holdsTwiceItsPartsThenItsSizeThenNothing() {
    BodyReader reader = reader(500);
    BodyReader.Body first = read(reader, body(200), ContentCoding.IDENTITY, 200);

    read(reader, body(150), ContentCoding.IDENTITY, 150).close();
    assertThatThrownBy(() -> read(reader, body(151), ContentCoding.IDENTITY, 151))
        .isInstanceOf(BusyException.class);

    first.close();
    first.close();
    read(reader, body(250), ContentCoding.IDENTITY, 250).close();
    read(reader, body(250), ContentCoding.IDENTITY, 250).close();
  }

  @Test
  void read_failure_givesBackWhatItTook() {
    BodyReader reader = reader(4 * CHUNK);
    assertThatThrownBy(() -> read(reader, body(10), ContentCoding.GZIP))
        .isInstanceOf(MalformedBodyException.class);
    assertThatThrownBy(() -> read(reader, body(3 * CHUNK), ContentCoding.IDENTITY))
        .isInstanceOf(BodyTooLargeException.class)
        .hasMessageContaining("memory");
    assertThatThrownBy(
            () ->
                reader.read(
                    new ByteArrayInputStream(body(CHUNK)),
                    ContentCoding.IDENTITY,
                    10,
                    Duration.ZERO))
        .isInstanceOf(BodyTooLargeException.class);

    read(reader, body(CHUNK), ContentCoding.IDENTITY).close();
  }

  @Test
  void read_zstd_reservesItsWindowWhileItReads() {
    byte[] sent = Zstd.compress(body(100));
    BodyReader reader = reader((8 << 20) + (16 << 10));
    try (BodyReader.Body body = read(reader, sent, ContentCoding.ZSTD)) {
      assertThat(body.bytes()).hasSize(100);
      assertThatThrownBy(() -> read(reader, sent, ContentCoding.ZSTD))
          .isInstanceOf(BusyException.class);
      read(reader, body(100), ContentCoding.IDENTITY).close();
    }
    read(reader, sent, ContentCoding.ZSTD).close();
  }

  @Test
  void read_ofANetworkThatHoldsMuch_leavesAQuarterToOthers() {
    BodyReader all = reader(400);
    BodyReader greedy = all.of("greedy");
    BodyReader.Body first = read(greedy, body(150), ContentCoding.IDENTITY, 150);
    BodyReader.Body second = read(all.of("greedy"), body(50), ContentCoding.IDENTITY, 50);

    assertThatThrownBy(() -> read(greedy, body(51), ContentCoding.IDENTITY, 51))
        .isInstanceOf(BusyException.class);
    read(all.of("other"), body(100), ContentCoding.IDENTITY, 100).close();

    first.close();
    second.close();
    read(greedy, body(150), ContentCoding.IDENTITY, 150).close();
  }

  private static BodyReader reader(long bytes) {
    return new BodyReader(bytes, System::nanoTime);
  }

  private static BodyReader.Body read(BodyReader reader, byte[] sent, ContentCoding coding) {
    return read(reader, sent, coding, -1);
  }

  private static BodyReader.Body read(
      BodyReader reader, byte[] sent, ContentCoding coding, long length) {
    return reader.read(new ByteArrayInputStream(sent), coding, BOUND, length, Duration.ZERO);
  }

  private static byte[] body(int size) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) i;
    }
    return body;
  }
}
