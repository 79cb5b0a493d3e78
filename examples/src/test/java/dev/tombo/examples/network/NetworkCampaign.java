// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.network;

import dev.tombo.Tombo;
import dev.tombo.examples.launch.JavaProgram;
import dev.tombo.examples.network.KillableServer.Stored;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Rounds on one spool and one server's data with a faulty network between: an application captures
 * for a random while, then it or the server or both are killed, or neither. In the end the network
 * is healed and the spool emptied, and the server's tables must hold each event that was captured,
 * once.
 */
final class NetworkCampaign implements AutoCloseable {
  /** Beside them stands what the SDK warns of. */
  private static final Pattern CAPTURED =
      Pattern.compile("[0-9a-f]{32}|" + CapturingProgram.DISCARDED);

  private static final int MIN_MILLIS = 500;
  private static final int MAX_MILLIS = 2500;

  private final int rounds;
  private final Path directory;
  private final PrintStream out;
  private final SplittableRandom random;
  private final FaultyProxy proxy;
  private final List<String> captured = new ArrayList<>();
  private KillableServer server;
  private Process application;
  private int round;
  private int late;
  private int applicationsKilled;
  private int serversKilled;

  NetworkCampaign(int rounds, long seed, Path directory, PrintStream out)
      throws IOException, InterruptedException {
    this.rounds = rounds;
    this.directory = directory;
    this.out = out;
    this.random = new SplittableRandom(seed);
    this.proxy = FaultyProxy.drawing(random.split());
    out.printf("network campaign: -Dnetwork.rounds=%d -Dnetwork.seed=%d%n", rounds, seed);
    server = startServer();
    application = startApplication();
  }

  /**
   * What came of it.
   *
   * @param captured what the application was promised
   * @param stored what the server has
   * @param unknown how many events more than these the server may have: those whose id was not
   *     printed when the application was killed, or came late
   */
  record Outcome(List<String> captured, Stored stored, int unknown) {}

  Outcome run() throws IOException, InterruptedException, SQLException {
    for (round = 1; round <= rounds; round++) {
      round();
    }
    proxy.heal();
    killApplication();
    empty();
    server.kill();
    Stored stored = server.stored();
    out.printf(
        "the end: %d events captured (and %d late), %d in the tables, %d counted;"
            + " killed %d applications and %d servers; connections met %s%n",
        captured.size(),
        late,
        stored.rows(),
        stored.counted(),
        applicationsKilled,
        serversKilled,
        proxy.met());
    return new Outcome(captured, stored, applicationsKilled + late);
  }

  private void round() throws IOException, InterruptedException {
    boolean killsApplication = random.nextBoolean();
    boolean killsServer = random.nextInt(3) == 0;
    runFor(random.nextInt(MIN_MILLIS, MAX_MILLIS));
    if (killsServer) {
      server.kill();
      serversKilled++;
      runFor(random.nextInt(MIN_MILLIS));
    }
    if (killsApplication) {
      killApplication();
    }
    if (killsServer) {
      server = startServer();
    }
    if (killsApplication) {
      application = startApplication();
    }
    out.printf(
        "round %d:%s%s %d events known, connections met %s%n",
        round,
        killsServer ? " server killed;" : "",
        killsApplication ? " application killed;" : "",
        captured.size(),
        proxy.met());
  }

  private void runFor(int millis) throws IOException, InterruptedException {
    if (application.waitFor(millis, TimeUnit.MILLISECONDS)) {
      throw new IOException("The application ended: " + Files.readString(output()));
    }
  }

  private KillableServer startServer() throws IOException, InterruptedException {
    KillableServer started = KillableServer.start(directory);
    proxy.leadTo(started.port());
    return started;
  }

  private Process startApplication() throws IOException {
    String name = "application " + applicationsKilled;
    return JavaProgram.ofClass(
            CapturingProgram.class.getName(), List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"))
        .with(proxy.address(), KillableServer.TOKEN, spool().toString(), name)
        .start(output());
  }

  /** Kills it and notes what it was promised; its last line may have been cut with it. */
  private void killApplication() throws IOException, InterruptedException {
    application.destroyForcibly();
    application.waitFor();
    applicationsKilled++;
    String printed = Files.readString(output());
    for (String line : printed.substring(0, printed.lastIndexOf('\n') + 1).lines().toList()) {
      if (line.startsWith(CapturingProgram.LATE)) {
        late++;
      } else if (CAPTURED.matcher(line).matches()) {
        captured.add(line);
      }
    }
  }

  /** Sends what the spool still has. */
  private void empty() throws IOException {
    Tombo tombo =
        Tombo.create(
            CapturingProgram.options(proxy.address(), KillableServer.TOKEN, spool()).toBuilder()
                .callTimeout(Duration.ofSeconds(10))
                .build());
    tombo.capture("the end").eventId().ifPresent(captured::add);
    tombo.close(Duration.ofMinutes(2));
    if (tombo.status().spooled() > 0 || !tombo.status().discarded().isEmpty()) {
      throw new IOException("Not all was sent: " + tombo.status());
    }
  }

  private Path spool() {
    return directory.resolve("spool");
  }

  private Path output() {
    return directory.resolve("application.log");
  }

  @Override
  public void close() throws IOException {
    application.destroyForcibly();
    server.close();
    proxy.close();
  }
}
