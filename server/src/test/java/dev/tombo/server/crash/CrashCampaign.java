// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.SplittableRandom;

/**
 * Rounds on one data directory, each: start the server, read back through REST what the round
 * before left, send again some of what was not acknowledged, put it under load, SIGKILL it at a
 * random moment, and read the tables while nothing runs. In the end the rest is sent again and all
 * must be there once. After ten rounds all begins anew, since reading takes the longer the more
 * there is.
 *
 * <p>A killed process loses nothing that the kernel has: this shows that the reply follows the
 * commit and that retries are recognised, not that the disk was waited for. That is seen with
 * {@code strace -f -y -e trace=pwrite64,fsync,fdatasync,write -p PID} on a server that gets one
 * event: the {@code fsync} of {@code tombo.db-wal} stands before the {@code write} of the reply.
 */
final class CrashCampaign {
  private static final int ROUNDS = 10;
  private static final int MIN_MILLIS = 50;
  private static final int MAX_MILLIS = 1_500;
  private static final int MAX_START_MILLIS = 1_500;

  private final CrashOptions options;
  private final Path directory;
  private final PrintStream out;
  private final SplittableRandom random;
  private final Trial trial;

  private CrashCampaign(CrashOptions options, Path directory, PrintStream out) throws IOException {
    this.options = options;
    this.directory = directory;
    this.out = out;
    this.random = new SplittableRandom(options.seed());
    trial = new Trial("the campaign " + options, directory, out, random.split());
  }

  /**
   * Runs it; answers how many events and repeats were acknowledged.
   *
   * @throws AssertionError saying what was lost, doubled or miscounted, and how to do it again
   */
  static int run(CrashOptions options, Path directory, PrintStream out)
      throws IOException, InterruptedException, SQLException {
    int acknowledged = 0;
    for (int done = 0; done < options.rounds(); done += ROUNDS) {
      CrashOptions some =
          new CrashOptions(
              Math.min(ROUNDS, options.rounds() - done),
              options.seed() + done,
              options.threads(),
              options.postgres());
      out.println("crash campaign: " + some);
      acknowledged += new CrashCampaign(some, directory.resolve("from" + done), out).run();
    }
    out.printf(
        "%d rounds, %d ids acknowledged, none lost, none twice%n", options.rounds(), acknowledged);
    return acknowledged;
  }

  private int run() throws IOException, InterruptedException, SQLException {
    try (CrashDatabase database =
        options.postgres() ? PostgresServer.start(directory.resolve("postgres")) : trial.sqlite()) {
      for (int round = 1; round <= options.rounds(); round++) {
        round(round, database);
        trial.judge("round " + round);
      }
      trial.end(database);
    }
    return trial.acknowledged();
  }

  private void round(int round, CrashDatabase database)
      throws IOException, InterruptedException, SQLException {
    boolean startedTwice = round > 1 && random.nextInt(3) == 0;
    if (startedTwice) {
      killWhileStarting(database);
    }
    try (ServerProcess server = trial.start(database);
        RestClient client = new RestClient(server.address())) {
      trial.walk(client);
      trial.settle(client, 50);
      trial.judge("the start of round " + round);
      int before = trial.acknowledged();
      Load load = trial.load(client);
      load.start(options.threads(), random.split());
      int millis = random.nextInt(MIN_MILLIS, MAX_MILLIS + 1);
      if (server.endsWithin(millis)) {
        trial.findings().add("the server ended by itself");
      }
      load.mayEnd();
      server.kill();
      load.join();
      out.printf(
          "round %d:%s killed after %d ms; answers %s; %d new ids acknowledged%n",
          round,
          startedTwice ? " killed once while starting;" : "",
          millis,
          load.takeTimes(),
          trial.acknowledged() - before);
    }
    trial.checkTables(database);
  }

  private void killWhileStarting(CrashDatabase database) throws IOException, InterruptedException {
    try (ServerProcess server = trial.start(database)) {
      if (server.endsWithin(random.nextInt(1, MAX_START_MILLIS))) {
        trial.findings().add("the server ended by itself while starting");
      }
      server.kill();
    }
  }
}
