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
    try (BodyReader.Body body = read(new BodyReader(8 * CHUNK), sent, ContentCoding.IDENTITY)) {
      assertThat(body.bytes()).isEqualTo(sent);
    }
  }

  @Test
  void read_smallBody_takesTwoChunksThenOneThenNone() {
    BodyReader reader = new BodyReader(2 * CHUNK);
    byte[] small = body(100);
    BodyReader.Body first = read(reader, small, ContentCoding.IDENTITY);

    assertThatThrownBy(() -> read(reader, small, ContentCoding.IDENTITY))
        .isInstanceOf(BusyException.class);

    first.close();
    first.close();
    read(reader, small, ContentCoding.IDENTITY).close();
    read(reader, small, ContentCoding.IDENTITY).close();
  }

  @Test
  void read_failure_givesBackWhatItTook() {
    BodyReader reader = new BodyReader(4 * CHUNK);
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
    BodyReader reader = new BodyReader((8 << 20) + 2 * CHUNK);
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
    BodyReader all = new BodyReader(8 * CHUNK);
    BodyReader greedy = all.of("greedy");
    BodyReader.Body first = read(greedy, body(2 * CHUNK), ContentCoding.IDENTITY);
    BodyReader.Body second = read(all.of("greedy"), body(1), ContentCoding.IDENTITY);
    BodyReader.Body third = read(all.of("greedy"), body(1), ContentCoding.IDENTITY);

    assertThatThrownBy(() -> read(greedy, body(1), ContentCoding.IDENTITY))
        .isInstanceOf(BusyException.class);
    read(all.of("other"), body(1), ContentCoding.IDENTITY).close();

    first.close();
    second.close();
    third.close();
    read(greedy, body(2 * CHUNK), ContentCoding.IDENTITY).close();
  }

  private static BodyReader.Body read(BodyReader reader, byte[] sent, ContentCoding coding) {
    return reader.read(new ByteArrayInputStream(sent), coding, BOUND, Duration.ZERO);
  }

  private static byte[] body(int size) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) i;
    }
    return body;
  }
}
