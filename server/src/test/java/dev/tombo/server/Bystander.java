// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Sends an event and looks at the list of issues, again and again, and notes how long it took. */
final class Bystander implements AutoCloseable {
  private static final String FROM = "127.0.0.9";
  private static final int SOME = 200;
  private static final int PATIENCE_MILLIS = 1_000;

  private final Visitor visitor;
  private final String accessToken;
  private final List<Long> nanos = new ArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::work, "bystander");
  private volatile boolean closed;

  private Bystander(Visitor visitor, String accessToken) {
    this.visitor = visitor;
    this.accessToken = accessToken;
  }

  static Bystander of(URI server) throws IOException, InterruptedException {
    Visitor visitor = new Visitor(server, FROM);
    String answer = visitor.logInFor(TestServer.EMAIL, TestServer.PASSWORD).body();
    String token = new ObjectMapper().readTree(answer).path("accessToken").asText();
    Bystander bystander = new Bystander(visitor, token);
    bystander.thread.start();
    return bystander;
  }

  private void work() {
    while (!closed) {
      try {
        String batch = Samples.batch(Samples.event(Samples.newId()));
        long start = System.nanoTime();
        int sent = visitor.post(batch.getBytes(StandardCharsets.UTF_8), "identity");
        long between = System.nanoTime();
        int seen = visitor.get("/api/v1/issues", "Authorization", "Bearer " + accessToken);
        note(between - start, System.nanoTime() - between);
        if (sent != 200 || seen != 200) {
          failures.add("event " + sent + ", list " + seen);
        }
      } catch (IOException e) {
        failures.add(e.toString());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void note(long... times) {
    synchronized (nanos) {
      for (long time : times) {
        nanos.add(time);
      }
      nanos.notifyAll();
    }
  }

  /** Waits until there was some work since the last report. */
  void awaitSome() throws InterruptedException {
    synchronized (nanos) {
      while (nanos.size() < SOME && failures.isEmpty()) {
        nanos.wait(PATIENCE_MILLIS);
      }
    }
  }

  /** How long each took since the last report. */
  String report() throws InterruptedException {
    awaitSome();
    synchronized (nanos) {
      List<Long> sorted = nanos.stream().sorted().toList();
      nanos.clear();
      return "%d requests, p50 %d ms, p99 %d ms, at most %d ms"
          .formatted(sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }
  }

  private static long at(List<Long> sorted, double part) {
    int index = Math.max(0, (int) Math.ceil(sorted.size() * part) - 1);
    return sorted.isEmpty() ? 0 : TimeUnit.NANOSECONDS.toMillis(sorted.get(index));
  }

  /** What was not as it should be. */
  List<String> failures() {
    return failures;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    visitor.close();
  }
}
