// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

import io.sentry.Sentry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes to stop Logback after fifty errors while the server takes a connection and
 * reads nothing (stalled), a byte each tenth of a second (slow), or takes none (black hole). Tombo
 * is given two seconds, the others have their defaults.
 */
final class StalledClose {
  private StalledClose() {}

  public static void main(String[] arguments) throws Exception {
    for (String client : new String[] {"tombo", "sentry", "loki4j"}) {
      for (String server : new String[] {"stalled", "slow", "black hole"}) {
        System.out.printf(
            "%-8s %-11s stopped in %.2f s%n", client, server, seconds(client, server));
      }
    }
    System.exit(0);
  }

  private static double seconds(String client, String server) throws Exception {
    List<Socket> sockets = new CopyOnWriteArrayList<>();
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      if (server.equals("black hole")) {
        fill(listener, sockets);
      } else {
        Thread.ofVirtual().start(() -> accept(listener, sockets, server.equals("slow")));
      }
      Logback logback = Logback.start(client, listener.getLocalPort());
      for (int i = 0; i < 50; i++) {
        logback.logger().error("order " + i + " failed", new IllegalStateException("no " + i));
      }
      // Until a request is under way.
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
      long start = System.nanoTime();
      logback.close();
      if (client.equals("sentry")) {
        // Its appender leaves its client running.
        Sentry.close();
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Leaves no room among the connections that wait to be accepted. */
  private static void fill(ServerSocket listener, List<Socket> sockets) throws IOException {
    for (int i = 0; i < 2; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
    }
  }

  private static void accept(ServerSocket listener, List<Socket> sockets, boolean reads) {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        if (reads) {
          Thread.ofVirtual().start(() -> trickle(socket));
        }
      }
    } catch (IOException closed) {
      // The end.
    }
  }

  private static void trickle(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      }
    } catch (IOException closed) {
      // The end.
    }
  }
}
