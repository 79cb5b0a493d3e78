// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Sends the events of many issues: three environments, forty releases, few of them fatal, messages
 * that hold numbers, over the last 29 days. One seed gives one sequence. Not thread-safe.
 */
final class ManyIssues {
  private static final int BATCH = 1_000;
  private static final List<String> WORDS =
      List.of(
          "order",
          "payment",
          "invoice",
          "stock",
          "cart",
          "session",
          "token",
          "import",
          "report",
          "customer",
          "address",
          "delivery",
          "refund",
          "voucher",
          "queue",
          "cache",
          "gateway");

  private final RandomGenerator random = new Random(42);
  private final Rest rest;
  private final String apiToken;
  private final Instant now;

  ManyIssues(Rest rest, String apiToken, Instant now) {
    this.rest = rest;
    this.apiToken = apiToken;
    this.now = now;
  }

  /** Sends the events, each issue one at least. */
  void send(int issues, int events) {
    List<String> batch = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      batch.add(event(i < issues ? i : random.nextInt(issues)));
      if (batch.size() == BATCH || i == events - 1) {
        rest.post("/api/v1/events", apiToken, "{\"events\":[" + String.join(",", batch) + "]}");
        batch.clear();
      }
    }
  }

  private String event(int issue) {
    long seconds = random.nextLong(29L * 24 * 3600);
    String level = issue % 1_000 == 0 ? "fatal" : issue % 7 == 0 ? "warning" : "error";
    return """
        {"id":"%016x%016x","occurredAt":"%s","level":"%s","origin":"shop-%d.example.com",\
        "environment":"%s","release":"shop@1.%d","fingerprint":["%d"],"tags":{"region":"%s"},\
        "exceptions":[{"type":"com.acme.%sException","message":"%s %s %d failed for %s","frames":[\
        {"class":"com.acme.%s.Service%d","method":"run","file":"F.java","line":%d}]}]}"""
        .formatted(
            random.nextLong(),
            random.nextLong(),
            now.minusSeconds(seconds),
            level,
            random.nextInt(40),
            List.of("production", "staging", "development").get(issue % 3),
            issue % 40,
            issue,
            issue % 500 == 0 ? "rare" : "eu",
            word(issue),
            word(issue / 17),
            word(issue / 289),
            random.nextInt(1_000_000),
            word(issue / 7),
            word(issue),
            issue,
            issue % 900);
  }

  private static String word(int number) {
    return WORDS.get(number % WORDS.size());
  }
}
