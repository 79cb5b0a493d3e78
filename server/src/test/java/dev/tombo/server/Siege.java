// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;

/**
 * Besieges a server of 256 MiB of heap from addresses of their own, one way after another, while a
 * {@link Bystander} goes on with their work. Prints what came of it; fails if the server took more
 * memory than {@link #MOST_MIB}, refused a bystander or the owner, or logged an error.
 */
final class Siege {
  /** The heap, and as much again for code, threads, SQLite and compression. */
  static final int MOST_MIB = 512;

  private static final String HEAP = "-Xmx256m";
  private static final String OWNER = "127.0.0.10";
  private static final String GUESSER = "127.0.0.11";
  private static final String SENDER = "127.0.0.12";
  private static final int NETWORKS = 20;

  private final Scale scale;
  private final PrintStream out;
  private final ServerProgram server;
  private final Bystander bystander;

  private Siege(Scale scale, PrintStream out, ServerProgram server, Bystander bystander) {
    this.scale = scale;
    this.out = out;
    this.server = server;
    this.bystander = bystander;
  }

  /**
   * How much of each.
   *
   * @param guesses of the owner's password
   * @param halves heads and bodies that never end
   * @param idle connections without a request
   * @param bombs of each kind
   * @param batches at once, of 20 MB each
   */
  record Scale(int guesses, int halves, int idle, int bombs, int batches) {}

  /** A way to besiege; answers how often each thing came of it. */
  @FunctionalInterface
  private interface Way {
    Map<String, Integer> go() throws Exception;
  }

  static void lay(Scale scale, Path data, PrintStream out) throws Exception {
    List<String> options = List.of(HEAP, "-XX:+UseSerialGC");
    try (ServerProgram server = ServerProgram.start(options, data, "--port=0")) {
      server.awaitListening();
      try (Bystander bystander = Bystander.of(server.address())) {
        Siege siege = new Siege(scale, out, server, bystander);
        siege.phase("nothing", Map::of);
        siege.phase("guesses", siege::guess);
        siege.phase("halves", siege::halves);
        siege.phase("idle connections", siege::idle);
        siege.phase("bombs", siege::bombs);
        siege.phase("batches", siege::batches);
      }
      assertThat(server.log()).doesNotContain("OutOfMemoryError", "SEVERE");
    }
  }

  private void phase(String name, Way way) throws Exception {
    Map<String, Integer> outcomes = way.go();
    String work = bystander.report();
    out.println(name + ": " + outcomes);
    out.println("  others: " + work);
    out.println("  server: " + server.heap() + ", at most " + server.peakMib() + " MiB resident");
    assertThat(server.isAlive()).as("it runs after " + name).isTrue();
    assertThat(bystander.failures()).as("others during " + name).isEmpty();
    assertThat(logIn(OWNER, TestServer.PASSWORD)).as("the owner after " + name).isEqualTo(200);
    assertThat(server.peakMib()).as("MiB after " + name).isLessThanOrEqualTo(MOST_MIB);
  }

  private Map<String, Integer> guess() throws Exception {
    try (Visitor visitor = new Visitor(server.address(), GUESSER)) {
      return all(
          scale.guesses(),
          32,
          i -> () -> "" + visitor.logIn(i % 2 == 0 ? TestServer.EMAIL : i + "@example.com", "no"));
    }
  }

  private int logIn(String from, String password) throws IOException, InterruptedException {
    try (Visitor visitor = new Visitor(server.address(), from)) {
      return visitor.logIn(TestServer.EMAIL, password);
    }
  }

  /** Half a head, or half a body, of a coding with a large window too; and a byte now and then. */
  private Map<String, Integer> halves() throws Exception {
    String body =
        "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + "Authorization: Bearer "
            + TestServer.TOKEN
            + "\r\nContent-Length: 1000\r\n";
    return hold(
        scale.halves(),
        i ->
            switch (i % 4) {
              case 0 -> body + "Content-Encoding: zstd\r\n\r\n";
              case 2 -> body + "\r\n{";
              default -> "GET /api/v1/iss";
            });
  }

  private Map<String, Integer> idle() throws Exception {
    return hold(scale.idle(), i -> "");
  }

  private Map<String, Integer> hold(int many, IntFunction<String> begin) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    Map<String, Integer> outcomes = new TreeMap<>();
    try {
      for (int i = 0; i < many; i++) {
        String from = "127.0.1." + (1 + i % NETWORKS);
        try {
          sockets.add(server.connectFrom(from, begin.apply(i)));
        } catch (IOException e) {
          outcomes.merge("refused", 1, Integer::sum);
        }
        if (i % 500 == 0) {
          trickle(sockets);
        }
      }
      bystander.awaitSome();
      int open = trickle(sockets);
      outcomes.put("open at the end", open);
      outcomes.put("ended", sockets.size() - open);
      return outcomes;
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Sends a byte more over each; answers over how many it could be sent. */
  private static int trickle(List<Socket> sockets) {
    int open = 0;
    for (Socket socket : sockets) {
      try {
        OutputStream to = socket.getOutputStream();
        to.write('x');
        to.write('x');
        open++;
      } catch (IOException e) {
        // It was ended.
      }
    }
    return open;
  }

  private Map<String, Integer> bombs() throws Exception {
    Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    try (Visitor visitor = new Visitor(server.address(), SENDER)) {
      byte[] nested =
          ("{\"x\":" + Samples.nested(1_000_000) + "}").getBytes(StandardCharsets.UTF_8);
      byte[] bomb = HostileRequestsTest.bomb("gzip");
      outcomes.putAll(
          all(
              3 * scale.bombs(),
              16,
              i ->
                  () ->
                      switch (i % 3) {
                        case 0 ->
                            "headers " + visitor.get("/health/live", "X", "x".repeat(1 << 20));
                        case 1 -> "nesting " + visitor.post(nested, "identity");
                        default -> "gzip " + visitor.post(bomb, "gzip");
                      }));
    }
    return outcomes;
  }

  private Map<String, Integer> batches() throws Exception {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      events.add(Samples.large(Samples.newId(), 1_000_000));
    }
    byte[] batch = Samples.batch(events.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
    try (Visitor visitor = new Visitor(server.address(), SENDER)) {
      return all(scale.batches(), scale.batches(), i -> () -> "" + visitor.post(batch, "identity"));
    }
  }

  /** Does something so often, so many at once. */
  private static Map<String, Integer> all(int many, int atOnce, IntFunction<Callable<String>> work)
      throws InterruptedException {
    Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    Semaphore places = new Semaphore(atOnce);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        Callable<String> one = work.apply(i);
        places.acquire();
        threads.execute(
            () -> {
              try {
                outcomes.merge(one.call(), 1, Integer::sum);
              } catch (Exception e) {
                outcomes.merge(String.valueOf(e.getMessage()), 1, Integer::sum);
              } finally {
                places.release();
              }
            });
      }
    }
    return outcomes;
  }
}
