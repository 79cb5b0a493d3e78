// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http.connection;

import dev.tombo.server.model.Networks;
import io.helidon.webserver.CloseConnectionException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The connections that are open. Where there are too many, of one network or in all, that which is
 * waited for longest makes room for the next; so who holds many idle ones only loses them. Those
 * that are waited for too long are ended. Thread-safe.
 */
public final class Connections implements AutoCloseable {
  private static final Duration EACH = Duration.ofSeconds(1);

  /** One network may have one in so many. */
  private static final int SHARE = 4;

  private final int most;
  private final Predicate<InetAddress> manyClients;
  private final LongSupplier nanoTime;
  private final Set<Connection> open = new HashSet<>();
  private final Map<String, Integer> byNetwork = new HashMap<>();
  private volatile boolean closed;

  /**
   * None yet.
   *
   * @param most how many there may be; a quarter of them of one network
   * @param manyClients for whom only the bound of all holds, such as proxies
   * @param nanoTime such as {@link System#nanoTime}
   */
  public Connections(int most, Predicate<InetAddress> manyClients, LongSupplier nanoTime) {
    this.most = most;
    this.manyClients = manyClients;
    this.nanoTime = nanoTime;
  }

  /** Begins to end those that are waited for too long. */
  public void start(ThreadFactory threads) {
    threads.newThread(this::run).start();
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(EACH);
      } catch (InterruptedException e) {
        return;
      }
      endOverdue();
    }
  }

  /** Ends those that are waited for too long. */
  void endOverdue() {
    long now = nanoTime.getAsLong();
    for (Connection connection : all()) {
      if (connection.isOverdue(now) && connection.end()) {
        closed(connection);
      }
    }
  }

  /**
   * Takes a connection in, of the thread that calls.
   *
   * @throws CloseConnectionException if there is no room, as all others are at work
   */
  synchronized Connection open(InetAddress remote) {
    String network = Networks.of(remote);
    if (!manyClients.test(remote)
        && byNetwork.getOrDefault(network, 0) >= Math.max(1, most / SHARE)) {
      makeRoom(one -> one.network().equals(network));
    } else if (open.size() >= most) {
      makeRoom(one -> true);
    }
    Connection connection = new Connection(Thread.currentThread(), network, nanoTime.getAsLong());
    open.add(connection);
    byNetwork.merge(network, 1, Integer::sum);
    return connection;
  }

  private void makeRoom(Predicate<Connection> among) {
    long now = nanoTime.getAsLong();
    Connection longest =
        open.stream()
            .filter(among)
            .max(Comparator.comparingLong(one -> one.waited(now)))
            .filter(Connection::end)
            .orElseThrow(() -> new CloseConnectionException("there are too many connections"));
    closed(longest);
  }

  /** Forgets a connection. */
  synchronized void closed(Connection connection) {
    if (open.remove(connection)) {
      byNetwork.compute(
          connection.network(),
          (network, n) -> n == null || n == 1 ? null : Integer.valueOf(n - 1));
    }
  }

  /** Those that are open. */
  synchronized List<Connection> all() {
    return List.copyOf(open);
  }

  @Override
  public void close() {
    closed = true;
  }
}
