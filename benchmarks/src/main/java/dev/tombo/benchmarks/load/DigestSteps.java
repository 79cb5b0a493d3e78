// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import dev.tombo.server.digest.Digester;
import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.digest.Outcome;
import dev.tombo.server.digest.Submission;
import dev.tombo.server.grouping.Grouping;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.EventEncoder;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.store.DigestStore;
import dev.tombo.server.store.DigestTransaction;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * What each step of a digest takes of the writer's thread, for events of 17 KB that are prepared
 * already: {@code DigestSteps [events a transaction] [transactions] [URL]}, in an empty PostgreSQL
 * database or on SQLite in a new directory.
 */
final class DigestSteps {
  private static final int ISSUES = 200;

  /** As large as a compressed one. */
  private static final int BODY = 1_400;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Map<String, long[]> steps = new TreeMap<>();

  private DigestSteps() {}

  /** Writes and prints. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    int each = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    int transactions = args.length > 1 ? Integer.parseInt(args[1]) : 3_000;
    try (JdbcStore store = args.length > 2 ? JdbcStore.postgres(args[2], "", "") : sqlite()) {
      new DigestSteps().run(store.digests(), each, transactions);
    }
  }

  private static JdbcStore sqlite() throws IOException {
    return JdbcStore.sqlite(Files.createTempDirectory("tombo-digest").resolve("tombo.db"));
  }

  private void run(DigestStore store, int each, int transactions)
      throws InterruptedException, ExecutionException {
    Prepared prepared = new Prepared(ISSUES);
    Digester digester = new Digester(timed(store), new SimpleMeterRegistry(), System::nanoTime);
    digester.start(task -> Thread.ofPlatform().daemon().unstarted(task));
    long start = 0;
    for (int i = -transactions / 2; i < transactions; i++) {
      if (i == 0) {
        steps.clear();
        start = System.nanoTime();
      }
      Submission submission =
          new Submission(1, 1, Instant.now(), null, prepared.items(each), List.of());
      Future<List<Outcome>> answer = digester.submit(submission, Duration.ofSeconds(1));
      if (answer.get().contains(Outcome.NOT_STORABLE)) {
        throw new IllegalStateException("not stored");
      }
    }
    print(System.nanoTime() - start, (long) each * transactions);
    digester.close(Duration.ofSeconds(1));
  }

  private void print(long nanos, long events) {
    System.out.printf(Locale.ROOT, "%-20s %10s %10s   us an event%n", "step", "processor", "time");
    steps.forEach(
        (name, sum) ->
            System.out.printf(
                Locale.ROOT,
                "%-20s %10.2f %10.2f%n",
                name,
                sum[0] / 1e3 / events,
                sum[1] / 1e3 / events));
    System.out.printf(Locale.ROOT, "%-20s %10s %10.2f%n", "in all", "", nanos / 1e3 / events);
  }

  /** A commit is what the one thread that writes does until its next transaction. */
  private DigestStore timed(DigestStore store) {
    return new DigestStore() {
      private long[] end = new long[0];

      @Override
      public void inTransaction(Consumer<DigestTransaction> work) {
        store.inTransaction(
            tx -> {
              if (end.length > 0) {
                add("(commit)", end);
              }
              long[] start = now();
              work.accept(timed(tx));
              add("(transaction)", start);
              end = now();
            });
      }

      @Override
      public boolean projectsShareTransactions() {
        return store.projectsShareTransactions();
      }
    };
  }

  private DigestTransaction timed(DigestTransaction tx) {
    return (DigestTransaction)
        Proxy.newProxyInstance(
            DigestTransaction.class.getClassLoader(),
            new Class<?>[] {DigestTransaction.class},
            (proxy, method, args) -> {
              long[] start = now();
              try {
                return method.invoke(tx, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                add(method.getName(), start);
              }
            });
  }

  private static long[] now() {
    return new long[] {THREADS.getCurrentThreadCpuTime(), System.nanoTime()};
  }

  private void add(String step, long[] start) {
    long[] sum = steps.computeIfAbsent(step, name -> new long[2]);
    long[] end = now();
    sum[0] += end[0] - start[0];
    sum[1] += end[1] - start[1];
  }

  /** Items as the ingest makes them, while the writer is at work. */
  private static final class Prepared {
    private final JvmEvents events;
    private final NativeDecoder decoder =
        new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));
    private int made;

    Prepared(int issues) {
      events = new JvmEvents(JvmEvents.Size.KB17, issues, 1, Instant.now());
    }

    List<Item> items(int count) {
      List<Item> items = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        StringBuilder json = new StringBuilder(20_000).append("{\"events\":[");
        events.append(
            json,
            "%012x7%03x8%015x".formatted(System.currentTimeMillis(), made & 0xfff, made),
            made);
        made++;
        byte[] body = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        items.add(item(((EventPart) decoder.json(body).parts().getFirst()).event()));
      }
      return items;
    }

    private static Item item(Event event) {
      Facts facts =
          new Facts(
              Grouping.judge(event),
              event.level(),
              event.message(),
              event.origin(),
              "" + event.environment(),
              "" + event.release(),
              event.logger(),
              event.tags(),
              new UserHash(1, event.user() == null ? 0 : event.user().hashCode()),
              Arrays.copyOf(EventEncoder.encode(event), BODY),
              null);
      return new Item(event.id(), null, 1, Instant.now(), Instant.now(), facts);
    }
  }
}
