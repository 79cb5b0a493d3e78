// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.client;

import dev.tombo.Tombo;
import dev.tombo.benchmarks.Rest;
import dev.tombo.benchmarks.load.ServerProcess;
import io.sentry.Sentry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How many errors a second get from an appender into a Tombo server's tables, none of them lost:
 * one thread logs as fast as they are committed. Each has a template of its own, so that none is
 * folded, and 60 frames. Sentry's appenders send to the same server by its DSN; they are waited for
 * before their queue of 30 is full.
 */
final class Throughput {
  private static final long SECONDS = 15;

  /** How many a client is ahead of the server at most; by their bytes, a thousand find no room. */
  private static final int AHEAD_TOMBO = 500;

  private static final int AHEAD_SENTRY = 25;
  private static final int FRAMES = 55;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Client.Errors errors;
  private final Wait wait;
  private int number;

  private Throughput(Client.Errors errors, Wait wait) {
    this.errors = errors;
    this.wait = wait;
  }

  /** Waits until there is room again, or for all. */
  private interface Wait {
    void until(boolean all);
  }

  /** Measures and prints; what starts a server stands before, such as {@code ./tombo}. */
  public static void main(String[] command) throws Exception {
    for (String client :
        List.of("logback-tombo", "log4j-tombo", "logback-sentry", "log4j-sentry")) {
      Path directory = Files.createTempDirectory("tombo-throughput");
      try (ServerProcess server = ServerProcess.start(List.of(command), List.of(), directory)) {
        measure(client, server);
      }
    }
    System.exit(0);
  }

  private static void measure(String client, ServerProcess server) throws Exception {
    Client started = Client.start(client, server.port());
    try (Tombo shared = Sink.client(server.port())) {
      boolean own = client.endsWith("tombo");
      Throughput throughput =
          new Throughput(started.errors(), own ? all -> await(shared, all) : Throughput::await);
      throughput.run(5);
      Duration before = server.cpu();
      double perSecond = throughput.run(SECONDS);
      double cpu = (server.cpu().toNanos() - before.toNanos()) / 1e9 / SECONDS;
      long counted = counted(server);
      System.out.printf(
          Locale.ROOT,
          "%-15s %,7.0f errors/s committed, the server busy %.2f of a core; %,d logged, %s%n",
          client,
          perSecond,
          cpu,
          throughput.number,
          counted == throughput.number ? "all counted" : "COUNTED " + counted);
    } finally {
      started.library().close();
      Sentry.close();
    }
  }

  private double run(long seconds) {
    long start = System.nanoTime();
    int first = number;
    while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
      for (int i = 0; i < AHEAD_SENTRY; i++) {
        log(FRAMES);
      }
      wait.until(false);
    }
    wait.until(true);
    return (number - first) / ((System.nanoTime() - start) / 1e9);
  }

  private void log(int frames) {
    if (frames > 0) {
      log(frames - 1);
    } else {
      number++;
      errors.log("order {} failed " + number, new IllegalStateException("no " + number));
    }
  }

  private static void await(Tombo tombo, boolean all) {
    if (all && !tombo.flush(PATIENCE)) {
      throw new IllegalStateException("Not sent: " + tombo.status());
    }
    while (tombo.status().queued() > AHEAD_TOMBO) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private static void await(boolean all) {
    Sentry.flush(PATIENCE.toMillis());
  }

  /** What the server's issues count together. */
  private static long counted(ServerProcess server) throws IOException {
    Rest rest = new Rest(server.port());
    String session =
        rest.post(
            "/api/v1/sessions",
            "none",
            "{\"email\":\"ana@example.com\",\"password\":\"correct-horse\"}");
    String access = find("\"accessToken\":\"([^\"]+)\"", session).getFirst();
    return find("\"count\":(\\d+)", rest.get("/api/v1/issues", access)).stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private static List<String> find(String pattern, String text) throws IOException {
    List<String> found =
        Pattern.compile(pattern)
            .matcher(text)
            .results()
            .map((MatchResult m) -> m.group(1))
            .toList();
    if (found.isEmpty()) {
      throw new IOException("nothing like " + pattern + " in " + text);
    }
    return found;
  }
}
