// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bodies that hold memory while others need it. */
final class SlowBodyTest {
  /** Of a body that is not known to be smaller, twice. */
  private static final int PART = 16 << 10;

  private static final int BOUND = 1 << 20;
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void read_whereABodyIsNotSentOn_takesItsRoom() throws Exception {
    BodyReader reader = reader(PART);
    Half half = send(reader, 1);
    seconds(2);

    assertThat(size(reader, LONG)).isEqualTo(10);
    assertEnded(half);
  }

  @Test
  void read_whereABodyIsOnlyJustWaitedFor_isBusy() throws Exception {
    BodyReader reader = reader(PART);
    Half half = send(reader, 1);
    seconds(1);

    assertThatThrownBy(() -> size(reader, Duration.ZERO)).isInstanceOf(BusyException.class);
    half.rest.countDown();
    assertThat(half.size.get()).isEqualTo(2);
  }

  @Test
  void read_whereABodyComesFastEnough_isBusy() throws Exception {
    BodyReader reader = reader(PART);
    int sent = 6 << 10;
    Half half = send(reader, sent);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_700));

    assertThatThrownBy(() -> size(reader, Duration.ZERO)).isInstanceOf(BusyException.class);
    half.rest.countDown();
    assertThat(half.size.get()).isEqualTo(sent + 1);
  }

  @Test
  void read_whereManyAreSlow_endsTheSlowestAndNoMore() throws Exception {
    BodyReader reader = reader(2 * PART);
    Half slowest = send(reader, 1);
    seconds(5);
    Half slow = send(reader, 1);
    seconds(5);

    assertThat(size(reader, LONG)).isEqualTo(10);
    assertEnded(slowest);
    slow.rest.countDown();
    assertThat(slow.size.get()).isEqualTo(2);
  }

  @Test
  void read_ofANetworkThatHasItsShare_endsItsOwn() throws Exception {
    BodyReader all = reader(4 * PART);
    Half others = send(all.of("other"), 1);
    seconds(1);
    Half slowest = send(all.of("own"), 1);
    seconds(1);
    Half second = send(all.of("own"), 1);
    Half third = send(all.of("own"), 1);
    seconds(1);

    assertThat(size(all.of("own"), LONG)).isEqualTo(10);
    assertEnded(slowest);
    for (Half half : List.of(others, second, third)) {
      half.rest.countDown();
      assertThat(half.size.get()).isEqualTo(2);
    }
  }

  @Test
  void read_zstdThatNeverComes_losesItsWindow() throws Exception {
    BodyReader reader = reader((8 << 20) + PART);
    Half half = send(reader, 0, ContentCoding.ZSTD);
    Half other = send(reader, 1, ContentCoding.IDENTITY);
    seconds(2);

    try (BodyRoom room = reader.room(LONG)) {
      room.take((8 << 20) - 1);
    }
    assertEnded(half);
    other.rest.countDown();
    assertThat(other.size.get()).isEqualTo(2);
  }

  private BodyReader reader(long bytes) {
    return new BodyReader(bytes, nanos::get);
  }

  private void seconds(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private static int size(BodyReader reader, Duration patience) {
    InputStream in = new ByteArrayInputStream(new byte[10]);
    try (BodyReader.Body body = reader.read(in, ContentCoding.IDENTITY, BOUND, patience)) {
      return body.bytes().length;
    }
  }

  private Half send(BodyReader reader, int bytes) throws InterruptedException {
    return send(reader, bytes, ContentCoding.IDENTITY);
  }

  /** Sends so many bytes of a body whose last byte is held back; returns once it is waited for. */
  private Half send(BodyReader reader, int bytes, ContentCoding coding)
      throws InterruptedException {
    CountDownLatch waited = new CountDownLatch(1);
    CountDownLatch rest = new CountDownLatch(1);
    InputStream in = new HalfStream(bytes, waited, rest);
    Future<Integer> size =
        threads.submit(
            () -> {
              try (BodyReader.Body body = reader.read(in, coding, BOUND, Duration.ZERO)) {
                return body.bytes().length;
              }
            });
    waited.await();
    return new Half(size, rest);
  }

  private static void assertEnded(Half half) {
    assertThatThrownBy(half.size::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(BusyException.class)
        .hasMessageContaining("too slowly");
  }

  /**
   * A body on its way.
   *
   * @param size of it, once it was read
   * @param rest lets its last byte come
   */
  private record Half(Future<Integer> size, CountDownLatch rest) {}

  /** Bytes, the last of which comes when it is let. */
  private static final class HalfStream extends InputStream {
    private final CountDownLatch waited;
    private final CountDownLatch rest;
    private int left;

    HalfStream(int bytes, CountDownLatch waited, CountDownLatch rest) {
      this.waited = waited;
      this.rest = rest;
      this.left = bytes + 1;
    }

    @Override
    public int read() throws IOException {
      if (left == 1) {
        waited.countDown();
        try {
          rest.await();
        } catch (InterruptedException e) {
          throw new InterruptedIOException("ended");
        }
      }
      return --left < 0 ? -1 : 'x';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = 0;
      while (read < length && left > 1) {
        buffer[offset + read++] = (byte) read();
      }
      if (read == 0 && length > 0) {
        int value = read();
        if (value < 0) {
          return -1;
        }
        buffer[offset] = (byte) value;
        return 1;
      }
      return read;
    }
  }
}
