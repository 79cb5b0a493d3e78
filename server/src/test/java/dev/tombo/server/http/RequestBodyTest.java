// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How slowly a body may come. */
final class RequestBodyTest {
  /** Bytes that come so many at a time, as seconds go by. */
  private static RequestBody body(int bytes, int atOnce, int secondsEach) {
    long[] nanos = {0};
    InputStream slow =
        new ByteArrayInputStream(new byte[bytes]) {
          @Override
          public synchronized int read(byte[] buffer, int offset, int length) {
            nanos[0] += TimeUnit.SECONDS.toNanos(secondsEach);
            return super.read(buffer, offset, Math.min(length, atOnce));
          }
        };
    return new RequestBody(slow, () -> nanos[0]);
  }

  @ParameterizedTest
  @CsvSource({"100, 10, 5", "2000000, 100000, 1", "20, 1, 2", "0, 1, 59"})
  void read_asFastAsASlowNetwork_isRead(int bytes, int atOnce, int secondsEach) throws IOException {
    assertThat(body(bytes, atOnce, secondsEach).readAllBytes()).hasSize(bytes);
  }

  @ParameterizedTest
  @CsvSource({"100, 1, 2", "2000000, 1000, 5", "2, 1, 59"})
  void read_slowerThanAnyNetwork_breaksOff(int bytes, int atOnce, int secondsEach) {
    assertThatThrownBy(() -> body(bytes, atOnce, secondsEach).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("too slowly");
  }
}
