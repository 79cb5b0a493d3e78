// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A TCP proxy in front of a server: each connection meets a fault that is drawn by chance, until
 * the proxy is healed. Thread-safe.
 */
final class FaultyProxy implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
  private static final List<Integer> STATUSES = List.of(429, 500, 502, 503, 504);
  private static final List<Fault> HARMFUL =
      List.copyOf(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
  private static final int SHORT = 64;

  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final SplittableRandom random;
  private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
  private volatile int upstream;

  /** What happens to every connection, if nothing is drawn. */
  private volatile Optional<Plan> always;

  private FaultyProxy(ServerSocket listener, SplittableRandom random, Optional<Plan> always) {
    this.listener = listener;
    this.random = random;
    this.always = always;
  }

  /** Starts one that draws a fault for each connection. */
  static FaultyProxy drawing(SplittableRandom random) throws IOException {
    return start(random, Optional.empty());
  }

  /** Starts one on which every connection meets this fault. */
  static FaultyProxy with(Fault fault) throws IOException {
    Plan plan = new Plan(fault, Long.MAX_VALUE, Long.MAX_VALUE, 503);
    return start(new SplittableRandom(), Optional.of(plan));
  }

  private static FaultyProxy start(SplittableRandom random, Optional<Plan> always)
      throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    FaultyProxy proxy = new FaultyProxy(listener, random, always);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** Passes further connections on to this port. */
  void leadTo(int port) {
    upstream = port;
  }

  /** Passes every further connection on unharmed, and ends those there are. */
  void heal() {
    always = Optional.of(new Plan(Fault.NONE, Long.MAX_VALUE, Long.MAX_VALUE, 200));
    open.forEach(FaultyProxy::end);
  }

  /** Returns how many connections met which fault. */
  synchronized Map<Fault, Integer> met() {
    return new EnumMap<>(met);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(FaultyProxy::end);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Plan plan = plan();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client, plan));
      } catch (IOException closed) {
        // Or the next one is accepted.
      }
    }
  }

  /** What happens to a connection: its fault and after how many bytes, or with which status. */
  private record Plan(Fault fault, long requestBytes, long replyBytes, int status) {}

  private synchronized Plan plan() {
    Optional<Plan> given = always;
    if (given.isPresent()) {
      return given.get();
    }
    // As often none as all the others together.
    Fault fault = random.nextBoolean() ? Fault.NONE : HARMFUL.get(random.nextInt(HARMFUL.size()));
    met.merge(fault, 1, Integer::sum);
    long request = fault == Fault.RESET ? random.nextInt(500) : random.nextInt(500, 3000);
    long reply = fault == Fault.TRUNCATE ? random.nextInt(200) : Long.MAX_VALUE;
    return new Plan(fault, request, reply, STATUSES.get(random.nextInt(STATUSES.size())));
  }

  private void serve(Socket client, Plan plan) {
    try {
      switch (plan.fault) {
        case STALL -> {
          // Left open: the client gives up, or the proxy is healed.
        }
        case STATUS -> answer(client, plan.status);
        default -> pass(client, plan);
      }
    } catch (IOException broken) {
      end(client);
    }
  }

  private void pass(Socket client, Plan plan) throws IOException {
    boolean slow = plan.fault == Fault.SLOW;
    Socket server = new Socket(InetAddress.getLoopbackAddress(), upstream);
    open.add(server);
    Thread.ofVirtual().start(() -> pump(server, client, plan.replyBytes, slow));
    pump(client, server, plan.requestBytes, slow);
  }

  /** Ends both when either ends or so many bytes have passed. */
  private void pump(Socket from, Socket to, long bytes, boolean slow) {
    byte[] buffer = new byte[slow ? SHORT : 8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          break;
        }
        out.write(buffer, 0, read);
        left -= read;
        if (slow) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
      }
    } catch (IOException broken) {
      // As is meant.
    }
    end(from);
    end(to);
  }

  private void answer(Socket client, int status) throws IOException {
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      head.append((char) read);
    }
    Matcher length = LENGTH.matcher(head);
    in.skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
    String asks = status == 429 || status == 503 ? "Retry-After: 1\r\n" : "";
    String reply =
        "HTTP/1.1 %d Fault\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
            .formatted(status, asks);
    client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
    client.close();
    open.remove(client);
  }

  /** Resets it. */
  private static void end(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException ended) {
      // By the other side.
    }
  }
}
