// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Sends requests on many connections for a while, all in one thread, which takes a third of the
 * processor that a thread each takes: one after the other, or, at a set rate, each at its moment,
 * from which its time is taken whether a connection was free or not.
 */
final class Load {
  private static final long MAX_NANOS = Duration.ofMinutes(2).toNanos();
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Requests requests;
  private final int port;
  private final int connections;
  private final double requestsPerSecond;

  /** A load; at a rate of 0 as fast as the server answers. */
  Load(Requests requests, int port, int connections, double requestsPerSecond) {
    this.requests = requests;
    this.port = port;
    this.connections = connections;
    this.requestsPerSecond = requestsPerSecond;
  }

  /**
   * What came back.
   *
   * @param nanos how long it went on
   * @param accepted how many events the answers say were accepted
   * @param statuses how often each was answered; 0 is a connection that failed
   * @param latencies in nanoseconds, of those that were answered 200
   */
  record Result(long nanos, long accepted, Map<Integer, Long> statuses, Histogram latencies) {
    double acceptedPerSecond() {
      return accepted * 1e9 / nanos;
    }
  }

  /** Sends for so long. */
  Result run(Duration time) throws IOException {
    try (Selector selector = Selector.open()) {
      Run run = new Run(selector);
      try {
        return run.go(time);
      } finally {
        run.close();
      }
    }
  }

  /** One time of sending. A failed connection is not used again. */
  private final class Run {
    private final Selector selector;
    private final Consumer<SelectionKey> proceed = this::proceed;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final long[] statuses = new long[1_000];
    private final Histogram latencies = new Histogram(MAX_NANOS, 3);
    private long accepted;
    private long sent;
    private int underWay;
    private boolean ended;

    Run(Selector selector) throws IOException {
      this.selector = selector;
      for (int i = 0; i < connections; i++) {
        idle.add(new Connection(port, requests.longest(), selector));
      }
    }

    Result go(Duration time) throws IOException {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      sendDue(start, end);
      while ((underWay > 0 || !ended) && System.nanoTime() < end + PATIENCE_NANOS) {
        long now = System.nanoTime();
        await(ended || idle.isEmpty() ? MAX_NANOS : due(start, now) - now);
        sendDue(start, end);
      }
      statuses[0] += underWay;
      Map<Integer, Long> answers = new TreeMap<>();
      for (int status = 0; status < statuses.length; status++) {
        if (statuses[status] > 0) {
          answers.put(status, statuses[status]);
        }
      }
      return new Result(System.nanoTime() - start, accepted, answers, latencies);
    }

    /** Sends what is due as far as connections are free. */
    private void sendDue(long start, long end) {
      while (!ended && !idle.isEmpty()) {
        long now = System.nanoTime();
        long due = due(start, now);
        if (due > now && due < end) {
          return;
        }
        Connection connection = idle.remove();
        ended = due >= end || now >= end || !requests.next(connection.room());
        if (!ended) {
          send(connection, due);
        }
      }
      ended = ended || System.nanoTime() >= end || (underWay == 0 && idle.isEmpty());
    }

    private long due(long start, long now) {
      return requestsPerSecond == 0 ? now : start + (long) (sent * 1e9 / requestsPerSecond);
    }

    private void send(Connection connection, long due) {
      sent++;
      underWay++;
      try {
        connection.send(due);
      } catch (IOException e) {
        fail(connection);
      }
    }

    /** Waits for answers, and no longer than until this time, to less than a millisecond. */
    private void await(long nanos) throws IOException {
      if (nanos >= MILLI) {
        selector.select(proceed, Math.min(nanos / MILLI, 100));
      } else {
        LockSupport.parkNanos(Math.max(0, nanos));
        selector.selectNow(proceed);
      }
    }

    private void proceed(SelectionKey key) {
      Connection connection = (Connection) key.attachment();
      try {
        if (connection.proceed()) {
          answered(connection);
        }
      } catch (IOException e) {
        fail(connection);
      }
    }

    private void answered(Connection connection) {
      underWay--;
      idle.add(connection);
      int status = connection.reply().status();
      statuses[status]++;
      if (status == 200) {
        accepted += connection.reply().accepted();
        latencies.recordValue(Math.min(MAX_NANOS, System.nanoTime() - connection.due()));
      }
    }

    private void fail(Connection connection) {
      underWay--;
      statuses[0]++;
      close(connection);
    }

    void close() {
      selector.keys().forEach(key -> close((Connection) key.attachment()));
    }

    private void close(Connection connection) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
