// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes that were read from all connections and that nothing has taken yet: Helidon
 * gathers a chunk, however large, before it hands it on, and the line that says how large.
 * Thread-safe.
 */
final class ReadAhead {
  /** Larger than any chunk of a client that streams. */
  private static final int MOST_OF_ONE = 8 << 20;

  private final long most;
  private final AtomicLong all = new AtomicLong();

  /** None yet, and no more than so many. */
  ReadAhead(long most) {
    this.most = most;
  }

  /** The bytes of one connection; not thread-safe. */
  final class Of {
    private int held;

    /**
     * Says how many it holds now.
     *
     * @throws RequestException 413 if these are too many, 503 if those of all are
     */
    void hold(int bytes) {
      long sum = all.addAndGet(bytes - (long) held);
      held = bytes;
      if (bytes > MOST_OF_ONE) {
        throw refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "a chunk is over 8 MiB");
      }
      if (bytes > 0 && sum > most) {
        throw refusal(Status.SERVICE_UNAVAILABLE_503, "too many bodies are in work");
      }
    }
  }

  /** Counts for another connection. */
  Of another() {
    return new Of();
  }

  private static RequestException refusal(Status status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .status(status)
        .setKeepAlive(false)
        .message(message)
        .build();
  }
}
