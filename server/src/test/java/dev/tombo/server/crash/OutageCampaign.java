// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens under load while the database is locked, its disk is full, it is restarted, or the
 * server is told to stop: answers, within bounded time, then recovery by itself, nothing
 * acknowledged lost, nothing twice, counters equal. A full disk is one that the campaign mounts,
 * which takes Linux and root.
 *
 * <pre>{@code
 * mvn test -pl server -am -Dtest=OutageCampaign -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
final class OutageCampaign {
  private static final int CLIENTS = 8;
  private static final int CALM_SECONDS = 3;
  private static final int LOCKED_SECONDS = 20;
  private static final int FULL_SECONDS = 5;
  private static final int SMALL_DISK = 24;
  private static final int LARGER_DISK = 200;

  /** Far longer than what a busy machine needs, and shorter than the lock is held. */
  private static final int LONGEST_SECONDS = 15;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory = Path.of("");

  private final SplittableRandom random = new SplittableRandom();

  /** What goes wrong, while clients send. */
  private interface Outage {
    void happen(ServerProcess server, RestClient client, Load load)
        throws IOException, InterruptedException;
  }

  @Test
  void lockOfAnotherProcess_underLoad_isAnsweredBusyAndRecovers() throws Exception {
    Trial trial = trial("a lock");
    run(
        trial,
        trial.sqlite(),
        (server, client, load) -> {
          try (LockHolder lock = LockHolder.lock(trial.data().resolve("tombo.db"))) {
            assertThat(lock).isNotNull();
            print("before", load.takeTimes());
            calm(server, LOCKED_SECONDS);
            refused("locked for " + LOCKED_SECONDS + " s", client, load);
          }
        });
  }

  @Test
  void fullDisk_underLoad_isAnsweredBusyAndRecoversWithRoom() throws Exception {
    Trial trial = trial("a full disk");
    try (SmallDisk disk = SmallDisk.mount(trial.data(), SMALL_DISK)) {
      run(
          trial,
          trial.sqlite(),
          (server, client, load) -> {
            load.awaitAnswer(503);
            print("before", load.takeTimes());
            calm(server, FULL_SECONDS);
            refused("full", client, load);
            disk.grow(LARGER_DISK);
          });
    }
  }

  @Test
  void restartOfPostgres_underLoad_recovers() throws Exception {
    Trial trial = trial("a restarted database");
    try (PostgresServer postgres = PostgresServer.start(directory.resolve("postgres"))) {
      run(
          trial,
          postgres,
          (server, client, load) -> {
            for (String signal : new String[] {"INT", "QUIT", "KILL"}) {
              postgres.end(signal);
              print("before", load.takeTimes());
              calm(server, CALM_SECONDS);
              refused("ended by SIG" + signal, client, load);
              postgres.startAgain();
              load.awaitAnswer(200);
              print("recovering", load.takeTimes());
              calm(server, CALM_SECONDS);
            }
          });
    }
  }

  @Test
  void sigterm_underLoad_losesNothing() throws Exception {
    Trial trial = trial("a stop");
    SqliteFile database = trial.sqlite();
    try (ServerProcess server = trial.start(database);
        RestClient client = new RestClient(server.address())) {
      Load load = trial.load(client);
      load.start(CLIENTS, random.split());
      calm(server, CALM_SECONDS);
      load.mayEnd();
      long start = System.nanoTime();
      int status = server.stop();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      load.join();
      print("until it ended with status " + status + " after " + millis + " ms", load.takeTimes());
    }
    trial.checkTables(database);
    trial.judge("the stop");
    trial.end(database);
  }

  private Trial trial(String name) throws IOException {
    System.out.println(name + ":");
    return new Trial(name, directory, System.out, random.split());
  }

  private void run(Trial trial, CrashDatabase database, Outage outage) throws Exception {
    try (ServerProcess server = trial.start(database);
        RestClient client = new RestClient(server.address())) {
      Load load = trial.load(client);
      load.start(CLIENTS, random.split());
      calm(server, CALM_SECONDS);
      outage.happen(server, client, load);
      load.awaitAnswer(200);
      print("recovering", load.takeTimes());
      calm(server, CALM_SECONDS);
      print("after", load.takeTimes());
      assertThat(client.ask("/health/ready")).startsWith("200");
      load.stop();
      int unused = server.stop();
    }
    trial.checkTables(database);
    trial.judge("the outage");
    trial.end(database);
  }

  /** Holds what was answered in an outage to what should be. */
  private static void refused(String what, RestClient client, Load load)
      throws IOException, InterruptedException {
    AnswerTimes times = load.takeTimes();
    String ready = client.ask("/health/ready");
    print(what, times);
    System.out.println("  ready: " + ready);
    assertThat(client.ask("/health/live")).startsWith("200");
    assertThat(ready).startsWith("503");
    assertThat(times.count(503)).isPositive();
    assertThat(times.longestSeconds()).isLessThan(LONGEST_SECONDS);
  }

  private static void calm(ServerProcess server, int seconds) throws InterruptedException {
    assertThat(server.endsWithin(TimeUnit.SECONDS.toMillis(seconds))).as("it ended").isFalse();
  }

  private static void print(String when, AnswerTimes times) {
    System.out.println("  " + when + ": " + times);
  }
}
