// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import dev.tombo.benchmarks.load.Load.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Starts a server, loads it and prints a row: {@code IngestLoad --scenario=plain -- ./tombo}. The
 * row is what one run gave; say the median of three.
 */
@Command(name = "IngestLoad", mixinStandardHelpOptions = true, sortOptions = false)
final class IngestLoad implements Callable<Integer> {
  @Option(names = "--scenario", defaultValue = "PLAIN", description = "${COMPLETION-CANDIDATES}")
  private Scenario scenario = Scenario.PLAIN;

  @Option(names = "--connections", description = "what the scenario has, if not given")
  private int connections;

  @Option(names = "--rate", description = "events a second; as fast as it goes, if not given")
  private double rate;

  @Option(
      names = "--database",
      defaultValue = "SQLITE",
      description = "${COMPLETION-CANDIDATES}; a PostgreSQL is started, with fsync")
  private LoadedDatabase.Kind kind = LoadedDatabase.Kind.SQLITE;

  @Option(
      names = "--database-url",
      defaultValue = "",
      description = "of an empty PostgreSQL database that is there, instead of one that is started")
  private String url = "";

  @Option(names = "--issues", defaultValue = "200")
  private int issues;

  @Option(names = "--warm-up", defaultValue = "10", description = "seconds before the measuring")
  private int warmUp;

  @Option(names = "--seconds", defaultValue = "15", description = "of the measuring")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "1", description = "of measuring, a row for each")
  private int rounds;

  @Option(names = "--most", defaultValue = "6000", description = "events a second to prepare for")
  private int most;

  @Option(names = "--ids", defaultValue = "7", description = "UUIDs of version 7 or 4")
  private int ids;

  @Option(names = "--seed", defaultValue = "1")
  private long seed;

  @Option(names = "--data", description = "an existing directory; a new one, if not given")
  private Path data = Path.of("");

  @Option(names = "--argument", description = "for the server's command line")
  private List<String> arguments = List.of();

  @Parameters(paramLabel = "COMMAND", description = "what stands before serve, such as ./tombo")
  private List<String> command = List.of("./tombo");

  private IngestLoad() {}

  /** Runs one load. */
  public static void main(String[] args) {
    var line = new CommandLine(new IngestLoad()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() throws IOException, SQLException {
    Path directory = data.toString().isEmpty() ? Files.createTempDirectory("tombo-load") : data;
    try (LoadedDatabase database =
        url.isEmpty() ? LoadedDatabase.open(kind, directory) : LoadedDatabase.at(url)) {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(database.arguments());
      long before;
      long sent;
      try (ServerProcess server = ServerProcess.start(command, all, directory)) {
        before = database.bytes();
        sent = load(server, database);
      }
      System.out.printf(
          Locale.ROOT,
          "  disk %,d bytes an event after %,d events, in %s%n",
          (database.bytes() - before) / Math.max(1, sent),
          sent,
          directory);
    }
    return 0;
  }

  /** Loads a server and prints the row; answers how many events it took. */
  private long load(ServerProcess server, LoadedDatabase database)
      throws IOException, SQLException {
    double perSecond = rate > 0 ? rate : most;
    int count = Math.max(1, (int) ((warmUp + rounds * seconds) * perSecond / scenario.batch()));
    String address = "127.0.0.1:" + server.port();
    Requests requests =
        new Requests(scenario, issues, address, ServerProcess.API_TOKEN, count, ids == 7, seed);
    int many = connections > 0 ? connections : scenario.connections();
    Load load = new Load(requests, server.port(), many, rate / scenario.batch());
    long sent = load.run(Duration.ofSeconds(warmUp)).accepted();
    for (int round = 0; round < rounds; round++) {
      Duration cpu = server.cpu();
      Duration own = ownCpu();
      Result result = load.run(Duration.ofSeconds(seconds));
      print(
          requests,
          result,
          server.cpu().minus(cpu),
          ownCpu().minus(own),
          server,
          database.logBytes());
      sent += result.accepted();
    }
    return sent;
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void print(
      Requests requests,
      Result result,
      Duration cpu,
      Duration own,
      ServerProcess server,
      long logBytes)
      throws IOException {
    System.out.printf(
        Locale.ROOT,
        "%s%s: %,.0f events/s; reply p50 %.1f p90 %.1f p99 %.1f max %.1f ms; processor %.3f ms an"
            + " event, of the load %.3f; memory %d MB, %d at most; log %d MB; sent %,d bytes an"
            + " event; answers %s%n",
        scenario.name().toLowerCase(Locale.ROOT),
        rate > 0 ? String.format(Locale.ROOT, " at %,.0f/s", rate) : "",
        result.acceptedPerSecond(),
        millis(result, 50),
        millis(result, 90),
        millis(result, 99),
        millis(result, 100),
        millisAnEvent(cpu, result),
        millisAnEvent(own, result),
        server.memory() >> 20,
        server.peakMemory() >> 20,
        logBytes >> 20,
        requests.bytesPerEvent(),
        result.statuses());
  }

  private static double millisAnEvent(Duration cpu, Result result) {
    return cpu.toNanos() / 1e6 / Math.max(1, result.accepted());
  }

  private static double millis(Result result, double percentile) {
    return result.latencies().getValueAtPercentile(percentile) / 1e6;
  }
}
