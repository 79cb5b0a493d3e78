// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends requests on many connections for a while, a thread each: one after the other, or, at a set
 * rate, each at its moment, from which its time is taken whether a connection was free or not.
 */
final class Load {
  private static final long MAX_NANOS = Duration.ofMinutes(2).toNanos();

  private final Requests requests;
  private final int port;
  private final int connections;
  private final double requestsPerSecond;
  private final AtomicLong slots = new AtomicLong();

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
   * @param statuses how often each was answered
   * @param latencies in nanoseconds, of those that were answered 200
   */
  record Result(long nanos, Map<Integer, Long> statuses, Histogram latencies) {
    double acceptedPerSecond() {
      return statuses.getOrDefault(200, 0L) * 1e9 / nanos;
    }
  }

  /** Sends for so long. */
  Result run(Duration time) throws IOException, InterruptedException {
    List<Sender> senders = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      senders.add(new Sender(new Connection(port)));
    }
    long start = System.nanoTime();
    slots.set(0);
    List<Thread> threads = new ArrayList<>();
    for (Sender sender : senders) {
      threads.add(Thread.ofPlatform().start(() -> sender.run(start, start + time.toNanos())));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long nanos = System.nanoTime() - start;
    Map<Integer, Long> statuses = new TreeMap<>();
    Histogram latencies = new Histogram(MAX_NANOS, 3);
    for (Sender sender : senders) {
      sender.statuses.forEach((status, count) -> statuses.merge(status, count, Long::sum));
      latencies.add(sender.latencies);
      sender.connection.close();
    }
    return new Result(nanos, statuses, latencies);
  }

  /** What one thread does. A failed connection counts as status 0 and ends it. */
  private final class Sender {
    private final Connection connection;
    private final byte[] room = new byte[requests.longest()];
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private final Histogram latencies = new Histogram(MAX_NANOS, 3);

    Sender(Connection connection) {
      this.connection = connection;
    }

    void run(long start, long end) {
      boolean alive = true;
      while (alive) {
        long due = due(start);
        alive = due < end && System.nanoTime() < end && send(due);
      }
    }

    private boolean send(long due) {
      Optional<Requests.Request> request = requests.next(room);
      if (request.isEmpty()) {
        return false;
      }
      int status;
      try {
        status = connection.exchange(request.get().bytes(), request.get().length());
      } catch (IOException e) {
        status = 0;
      }
      statuses.merge(status, 1L, Long::sum);
      if (status == 200) {
        latencies.recordValue(Math.min(MAX_NANOS, System.nanoTime() - due));
      }
      return status != 0;
    }

    private long due(long start) {
      if (requestsPerSecond == 0) {
        return System.nanoTime();
      }
      long due = start + (long) (slots.getAndIncrement() * 1e9 / requestsPerSecond);
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return due;
    }
  }
}
