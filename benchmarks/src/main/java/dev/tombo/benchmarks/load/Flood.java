// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import dev.tombo.benchmarks.Rest;
import dev.tombo.benchmarks.load.Load.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a project's replies take alone, and while another sends ten times what its limit lets
 * in: {@code Flood ./tombo}.
 */
final class Flood {
  private static final Duration TIME = Duration.ofSeconds(15);
  private static final int CONNECTIONS = 16;
  private static final int RATE = 200;
  private static final int FLOOD = 2_000;

  private final ServerProcess server;

  private Flood(ServerProcess server) {
    this.server = server;
  }

  /** Measures and prints. */
  public static void main(String[] command) throws IOException {
    Path directory = Files.createTempDirectory("tombo-flood");
    try (ServerProcess server = ServerProcess.start(List.of(command), List.of(), directory)) {
      new Flood(server).run();
    }
  }

  private void run() throws IOException {
    String limited = limitedProject();
    var unused = load(ServerProcess.API_TOKEN, 0).run(TIME);
    print("alone", load(ServerProcess.API_TOKEN, RATE).run(TIME));
    CompletableFuture<Result> flood = CompletableFuture.supplyAsync(() -> flood(limited));
    // Not the flood's first seconds, in which the JVM compiles what refuses it.
    unused = load(ServerProcess.API_TOKEN, RATE).run(TIME);
    print("beside a flood", load(ServerProcess.API_TOKEN, RATE).run(TIME));
    print("the flood", flood.join());
  }

  private Result flood(String token) {
    try {
      return load(token, FLOOD).run(TIME.multipliedBy(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Load load(String token, int rate) {
    Requests requests =
        new Requests(
            Scenario.PLAIN, 200, "127.0.0.1:" + server.port(), token, Integer.MAX_VALUE, true, 1);
    return new Load(requests, server.port(), CONNECTIONS, rate);
  }

  /** Makes a project that may send so many events a second; answers its token. */
  private String limitedProject() {
    Rest rest = new Rest(server.port());
    String session =
        rest.post(
            "/api/v1/sessions",
            "none",
            "{\"email\":\"ana@example.com\",\"password\":\"correct-horse\"}");
    String access = first("\"accessToken\":\"([^\"]+)\"", session);
    String made = rest.post("/api/v1/projects", access, "{\"name\":\"loud\"}");
    String path = "/api/v1/projects/" + first("\"id\":\"(\\d+)\"", made);
    rest.patch(path, access, "{\"rateLimit\":" + RATE + "}");
    String token = rest.post(path + "/tokens", access, "{\"name\":\"flood\"}");
    return first("\"token\":\"([0-9a-f]+)\"", token);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("nothing like " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  private static void print(String what, Result result) {
    System.out.printf(
        Locale.ROOT,
        "%-15s %,6.0f events/s taken, reply p50 %.1f p99 %.1f ms, answers %s%n",
        what,
        result.acceptedPerSecond(),
        result.latencies().getValueAtPercentile(50) / 1e6,
        result.latencies().getValueAtPercentile(99) / 1e6,
        result.statuses());
  }
}
