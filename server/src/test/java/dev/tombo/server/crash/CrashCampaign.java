// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import dev.tombo.server.crash.RestClient.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Rounds on one data directory, each: start the server, read back through REST what the round
 * before left, send again some of what was not acknowledged, put it under load, SIGKILL it at a
 * random moment, and read the tables while nothing runs. In the end the rest is sent again and all
 * must be there once.
 *
 * <p>A killed process loses nothing that the kernel has: this shows that the reply follows the
 * commit and that retries are recognised, not that the disk was waited for. That is seen with
 * {@code strace -f -y -e trace=pwrite64,fsync,fdatasync,write -p PID} on a server that gets one
 * event: the {@code fsync} of {@code tombo.db-wal} stands before the {@code write} of the reply.
 */
final class CrashCampaign {
  private static final int MIN_MILLIS = 50;
  private static final int MAX_MILLIS = 1_500;
  private static final int MAX_START_MILLIS = 1_500;

  private final CrashOptions options;
  private final Path data;
  private final Path directory;
  private final PrintStream out;
  private final SplittableRandom random;
  private final InstantSource clock = InstantSource.system();
  private final Book book = new Book();
  private final Findings findings = new Findings();
  private Ledger ledger = new Ledger(Map.of(), List.of(), List.of(), List.of(), Map.of());

  CrashCampaign(CrashOptions options, Path directory, PrintStream out) {
    this.options = options;
    this.directory = directory;
    this.data = directory.resolve("data");
    this.out = out;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * Runs it; answers how many events and repeats were acknowledged.
   *
   * @throws AssertionError saying what was lost, doubled or miscounted, and how to do it again
   */
  int run() throws IOException, InterruptedException, SQLException {
    out.println("crash campaign: " + options);
    Files.createDirectories(data);
    try (CrashDatabase database =
        options.postgres()
            ? PostgresServer.start()
            : new SqliteFile(data, directory.resolve("copy"))) {
      for (int round = 1; round <= options.rounds(); round++) {
        round(round, database);
        judge("round " + round);
      }
      end(database);
    }
    return book.acknowledgedCount();
  }

  private void round(int round, CrashDatabase database)
      throws IOException, InterruptedException, SQLException {
    boolean startedTwice = round > 1 && random.nextInt(3) == 0;
    if (startedTwice) {
      killWhileStarting(database);
    }
    try (ServerProcess server = start(database);
        RestClient client = new RestClient(server.address())) {
      walk(client);
      settle(client, 50);
      judge("the start of round " + round);
      int before = book.acknowledgedCount();
      Load load = new Load(client, book, findings, clock);
      load.start(options.threads(), random.split());
      int millis = random.nextInt(MIN_MILLIS, MAX_MILLIS + 1);
      if (server.endsWithin(millis)) {
        findings.add("the server ended by itself");
      }
      load.mayEnd();
      server.kill();
      load.join();
      out.printf(
          "round %d:%s killed after %d ms; %s; %d new ids acknowledged%n",
          round,
          startedTwice ? " killed once while starting;" : "",
          millis,
          load,
          book.acknowledgedCount() - before);
    }
    checkTables(database);
  }

  private void end(CrashDatabase database) throws IOException, InterruptedException, SQLException {
    try (ServerProcess server = start(database);
        RestClient client = new RestClient(server.address())) {
      walk(client);
      settle(client, 100);
      server.stop();
    }
    checkTables(database);
    Set<String> missing = new HashSet<>(book.sent().keySet());
    missing.removeAll(ledger.events().keySet());
    findings.none("ids missing after all was sent again", missing);
    judge("the end");
    out.printf("the end: %d ids were sent, all are there once%n", book.sent().size());
  }

  private ServerProcess start(CrashDatabase database) throws IOException {
    return ServerProcess.launch(data, database.arguments(), directory.resolve("server.log"));
  }

  private void killWhileStarting(CrashDatabase database) throws IOException, InterruptedException {
    try (ServerProcess server = start(database)) {
      if (server.endsWithin(random.nextInt(1, MAX_START_MILLIS))) {
        findings.add("the server ended by itself while starting");
      }
      server.kill();
    }
  }

  /** Holds what the tables have to what was sent and what was acknowledged. */
  private void checkTables(CrashDatabase database) throws SQLException, IOException {
    Ledger is = database.read(findings);
    Map<String, SentItem> sent = book.sent();
    Set<String> acknowledged = book.acknowledged();
    findings.none("ids doubled", is.doubled());
    findings.none("bodies doubled", repeated(is.bodies()));
    findings.none("acknowledged ids missing", without(acknowledged, is.events().keySet()));
    findings.none("ids there that nobody sent", without(is.events().keySet(), sent.keySet()));
    findings.none(
        "ids gone that were there", without(ledger.events().keySet(), is.events().keySet()));
    Set<String> events = new HashSet<>();
    held(is).stream().filter(item -> !item.isRepeat()).forEach(item -> events.add(item.id()));
    findings.none("events without a body", without(events, is.bodies()));
    findings.none("acknowledged batches whose discards are missing", discardsMissing(is));
    findings.same("in the tables", expected(is), is.counters());
    ledger = is;
    Set<String> open = without(sent.keySet(), acknowledged);
    int all = open.size();
    open.removeAll(is.events().keySet());
    out.printf(
        "  %d ids in the tables, %d of them acknowledged; of %d not acknowledged %d are there%n",
        is.events().size(), acknowledged.size(), all, all - open.size());
  }

  /** Reads all there is through REST, before anything new is sent. */
  private void walk(RestClient client) throws IOException, InterruptedException {
    new RestWalk(client, findings).check(ledger, book.sent(), expected(ledger));
  }

  /**
   * Sends again so many of a hundred open batches, and expects exactly what is missing to be new.
   */
  private void settle(RestClient client, int percent) {
    Set<String> known = new HashSet<>(ledger.events().keySet());
    for (SentBatch batch : book.takeAllOpen()) {
      if (random.nextInt(100) >= percent) {
        book.leaveOpen(batch);
        continue;
      }
      int duplicates = batch.duplicates(known::contains);
      Answer answer = client.send(batch, clock.instant()).join();
      if (answer.status() != 200
          || answer.duplicates() != duplicates
          || answer.accepted() != batch.items().size() - duplicates) {
        findings.add(
            "batch %s of %d items, %d of them in the tables, is answered %d: %s"
                .formatted(
                    batch.id(), batch.items().size(), duplicates, answer.status(), answer.text()));
      }
      book.acknowledge(batch);
      batch.items().forEach(item -> known.add(item.id()));
    }
  }

  private List<SentItem> held(Ledger is) {
    Map<String, SentItem> sent = book.sent();
    sent.keySet().retainAll(is.events().keySet());
    return List.copyOf(sent.values());
  }

  private Map<String, Long> expected(Ledger is) {
    Map<String, SentBatch> counted = book.discarding();
    counted.keySet().retainAll(is.batches());
    return Expected.counters(held(is), counted.values());
  }

  private Set<String> discardsMissing(Ledger is) {
    Map<String, SentBatch> discarding = book.discarding();
    discarding.values().removeIf(batch -> !book.isAcknowledged(batch));
    return without(discarding.keySet(), is.batches());
  }

  private void judge(String when) {
    if (!findings.none()) {
      throw new AssertionError(
          "At %s of the campaign %s, data in %s:%n%s"
              .formatted(when, options, directory, findings));
    }
  }

  private static Set<String> without(Collection<String> all, Collection<String> others) {
    Set<String> left = new HashSet<>(all);
    left.removeAll(new HashSet<>(others));
    return left;
  }

  private static List<String> repeated(Collection<String> ids) {
    Set<String> seen = new HashSet<>();
    List<String> repeated = new ArrayList<>();
    ids.stream().filter(id -> !seen.add(id)).forEach(repeated::add);
    return repeated;
  }
}
