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
 * A server's data directory, what was sent to it and acknowledged, and what must be there by that:
 * nothing acknowledged lost, nothing there twice, the counters equal.
 */
final class Trial {
  private final String name;
  private final Path data;
  private final Path directory;
  private final PrintStream out;
  private final SplittableRandom random;
  private final InstantSource clock = InstantSource.system();
  private final Book book = new Book();
  private final Findings findings = new Findings();
  private Ledger ledger = new Ledger(Map.of(), List.of(), List.of(), List.of(), Map.of());

  /**
   * A trial that nothing was sent in.
   *
   * @param name how to do it again
   * @param directory of all its files
   */
  Trial(String name, Path directory, PrintStream out, SplittableRandom random) throws IOException {
    this.name = name;
    this.directory = directory;
    this.data = Files.createDirectories(directory.resolve("data"));
    this.out = out;
    this.random = random;
  }

  /** SQLite's file in its data directory. */
  SqliteFile sqlite() {
    return new SqliteFile(data, directory.resolve("copy"));
  }

  /** Where the server keeps its files. */
  Path data() {
    return data;
  }

  Findings findings() {
    return findings;
  }

  /** How many events and repeats were acknowledged. */
  int acknowledged() {
    return book.acknowledgedCount();
  }

  ServerProcess start(CrashDatabase database) throws IOException {
    return ServerProcess.launch(data, database.arguments(), directory.resolve("server.log"));
  }

  /** Clients that do not send yet. */
  Load load(RestClient client) {
    return new Load(client, book, findings, clock);
  }

  /** Reads all there is through REST, before anything new is sent. */
  void walk(RestClient client) throws IOException, InterruptedException {
    new RestWalk(client, findings).check(ledger, book.sent(), expected(ledger));
  }

  /**
   * Sends again so many of a hundred open batches, and expects exactly what is missing to be new.
   */
  void settle(RestClient client, int percent) {
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

  /** Holds what the tables have to what was sent and what was acknowledged. */
  void checkTables(CrashDatabase database) throws SQLException, IOException {
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

  /** Sends again all that was not acknowledged; then all must be there once. */
  void end(CrashDatabase database) throws IOException, InterruptedException, SQLException {
    try (ServerProcess server = start(database);
        RestClient client = new RestClient(server.address())) {
      walk(client);
      settle(client, 100);
      var unused = server.stop();
    }
    checkTables(database);
    Set<String> missing = new HashSet<>(book.sent().keySet());
    missing.removeAll(ledger.events().keySet());
    findings.none("ids missing after all was sent again", missing);
    judge("the end");
    out.printf("the end: %d ids were sent, all are there once%n", book.sent().size());
  }

  /**
   * Goes on if nothing was found.
   *
   * @throws AssertionError saying what was lost, doubled or miscounted, and how to do it again
   */
  void judge(String when) {
    if (!findings.none()) {
      throw new AssertionError(
          "At %s of %s, data in %s:%n%s".formatted(when, name, directory, findings));
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
