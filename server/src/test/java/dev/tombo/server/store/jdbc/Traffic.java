// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.store.jdbc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Senders that go on at once until they are told to stop, each on a thread of its own, and what was
 * acknowledged to them.
 */
final class Traffic {
  /** Whoever stops them comes earlier; else the test fails in time. */
  private static final int MOST = 3_000;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<List<Sent>>> senders = new ArrayList<>();
  private final CountDownLatch warm;
  private volatile boolean going = true;

  private Traffic(int senders, int rounds) {
    warm = new CountDownLatch(senders * rounds);
  }

  /** Occurrences that were acknowledged. */
  record Sent(String environment, String release, long hour, long count) {}

  /** Sends something of a number, other than for any other, and waits for the answer. */
  interface Sender {
    List<Sent> send(int number);
  }

  /** Starts senders, and returns when they have sent so many times between them. */
  static Traffic of(int rounds, Sender... senders) throws InterruptedException {
    Traffic traffic = new Traffic(senders.length, rounds);
    for (Sender sender : senders) {
      traffic.senders.add(traffic.threads.submit(() -> traffic.run(sender)));
    }
    traffic.awaitWarm();
    return traffic;
  }

  private void awaitWarm() throws InterruptedException {
    if (!warm.await(120, TimeUnit.SECONDS)) {
      throw new AssertionError("the senders do not get on");
    }
  }

  private List<Sent> run(Sender sender) {
    List<Sent> all = new ArrayList<>();
    for (int n = 0; going && n < MOST; n++) {
      all.addAll(sender.send(n));
      warm.countDown();
    }
    return all;
  }

  /** Stops the senders; what all of them sent, summed up by place and hour. */
  Map<List<Object>, Long> stop() throws InterruptedException, ExecutionException {
    going = false;
    Map<List<Object>, Long> sent = new TreeMap<>(Comparator.comparing(List::toString));
    for (Future<List<Sent>> sender : senders) {
      for (Sent one : sender.get()) {
        sent.merge(List.of(one.environment(), one.release(), one.hour()), one.count(), Long::sum);
      }
    }
    threads.close();
    return sent;
  }
}
