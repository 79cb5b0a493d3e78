// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import dev.tombo.benchmarks.Rest;
import dev.tombo.server.ServerConfig;
import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.TomboServer;
import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Compressor;
import dev.tombo.server.ingest.EventEncoder;
import dev.tombo.server.ingest.EventText;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Verdict;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/**
 * Fills a SQLite store with the events of 29 days: {@code FilledStore DIRECTORY [events] [issues]}.
 * A server takes the first event of each issue; the others go through the digest, in transactions
 * of thousands, a few issues after the other: their bodies are one of their issue's, so each takes
 * the place of a real one. Of few issues there are many events, of most there are few.
 */
public final class FilledStore {
  /** The API token of project 1. */
  public static final String API_TOKEN = ServerProcess.API_TOKEN;

  /** Who may read it. */
  public static final String EMAIL = "ana@example.com";

  /** That account's password. */
  public static final String PASSWORD = "correct horse";

  private static final long SEED = 1;
  private static final Duration TIME = Duration.ofDays(29);

  /** Each goes through all issues, later than the one before. */
  private static final int PASSES = 10;

  private static final int BATCH = 500;
  private static final int TRANSACTION = 5_000;
  private static final int UNDER_WAY = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path data;
  private final int issues;
  private final Instant since = Instant.now().minus(TIME);
  private final ShopIssues shop = new ShopIssues(SEED, since);
  private final RandomGenerator random = new Random(SEED);
  private final Queue<Future<List<Outcome>>> answers = new ArrayDeque<>();
  private long ids;

  private FilledStore(Path data, int issues) {
    this.data = data;
    this.issues = issues;
  }

  /** What the further events of an issue have in common. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Known(Verdict verdict, byte[] body) {}

  /** Fills it and prints how long it took. */
  public static void main(String[] args) {
    int events = args.length > 1 ? Integer.parseInt(args[1]) : 10_000_000;
    int issues = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
    fill(Path.of(args[0]), events, issues);
  }

  /** Fills the store of a directory that has none yet. */
  public static void fill(Path data, int events, int issues) {
    FilledStore store = new FilledStore(data, issues);
    long start = System.nanoTime();
    store.first();
    print(issues, start);
    store.more(events - issues);
    print(events, start);
  }

  /** What a server over such a store is started with. */
  public static ServerConfig config(Path data) {
    return ServerConfig.builder(data)
        .firstAccount(new FirstAccount(EMAIL, PASSWORD))
        .firstProject(new FirstProject("shop", API_TOKEN))
        .build();
  }

  private void first() {
    try (TomboServer server = TomboServer.start(config(data))) {
      Rest rest = new Rest(server.port());
      List<String> batch = new ArrayList<>();
      for (int issue = 0; issue < issues; issue++) {
        batch.add(shop.json(issue, id(since)));
        if (batch.size() == BATCH || issue == issues - 1) {
          rest.post("/api/v1/events", API_TOKEN, "{\"events\":[" + String.join(",", batch) + "]}");
          batch.clear();
        }
      }
    }
  }

  private void more(int events) {
    try (JdbcStore store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      List<Known> known = known(new Compressor(store.dictionaries()));
      Digester digester =
          new Digester(store.digests(), new SimpleMeterRegistry(), System::nanoTime);
      digester.start(task -> Thread.ofPlatform().daemon().unstarted(task));
      for (int pass = 0; pass < PASSES; pass++) {
        long start = System.nanoTime();
        pass(digester, known, pass, events / PASSES + (pass < events % PASSES ? 1 : 0));
        print(events / PASSES, start);
      }
      while (!answers.isEmpty()) {
        settle();
      }
      digester.close(PATIENCE);
    }
  }

  private List<Known> known(Compressor compressor) {
    List<Known> known = new ArrayList<>();
    for (int issue = 0; issue < issues; issue++) {
      Event event = shop.event(issue, id(since));
      Verdict verdict = Grouping.judge(event);
      EventText text = EventText.written(EventEncoder.encode(event));
      known.add(
          new Known(verdict, compressor.compress(1, verdict.fingerprint(), text).orElseThrow()));
    }
    return known;
  }

  private void pass(Digester digester, List<Known> known, int pass, int events) {
    int[] counts = new int[issues];
    for (int i = 0; i < events; i++) {
      counts[(int) Math.pow(issues, random.nextDouble()) - 1]++;
    }
    Duration step = TIME.dividedBy(PASSES);
    Instant from = since.plus(step.multipliedBy(pass));
    List<Item> items = new ArrayList<>();
    for (int issue = 0; issue < issues; issue++) {
      for (int i = 0; i < counts[issue]; i++) {
        Instant at = from.plusMillis(random.nextLong(step.toMillis()));
        Known one = known.get(issue);
        items.add(shop.item(issue, id(from), at, one.verdict(), one.body()));
        if (items.size() == TRANSACTION) {
          submit(digester, items, from.plus(step));
          items = new ArrayList<>();
        }
      }
    }
    submit(digester, items, from.plus(step));
  }

  private void submit(Digester digester, List<Item> items, Instant receivedAt) {
    answers.add(
        digester.submit(new Submission(1, 1, receivedAt, null, items, List.of()), PATIENCE));
    if (answers.size() > UNDER_WAY) {
      settle();
    }
  }

  private void settle() {
    try {
      for (Outcome outcome : answers.remove().get()) {
        if (outcome != Outcome.ACCEPTED) {
          throw new IllegalStateException("an event is " + outcome);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException("not filled", e);
    }
  }

  /** A UUID of version 7, each greater than the one before of the same time. */
  private EventId id(Instant at) {
    long number = ids++;
    long time = at.toEpochMilli() + (number >> 12);
    return new EventId(
        (time << 16) | 0x7000 | (number & 0xfff), Long.MIN_VALUE | (random.nextLong() >>> 2));
  }

  private static void print(int events, long start) {
    System.out.printf("%d events in %d s%n", events, (System.nanoTime() - start) / 1_000_000_000);
  }
}
