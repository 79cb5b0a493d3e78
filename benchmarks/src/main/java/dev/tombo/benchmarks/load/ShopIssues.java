// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks.load;

import dev.tombo.server.digest.Facts;
import dev.tombo.server.digest.Item;
import dev.tombo.server.ingest.Batch.EventPart;
import dev.tombo.server.ingest.EventEncoder;
import dev.tombo.server.ingest.Limits;
import dev.tombo.server.ingest.NativeDecoder;
import dev.tombo.server.model.Event;
import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The issues of a filled store: the faults of {@code JvmEvents}, with levels, environments,
 * releases, tags and words that lists can be asked for. One seed gives one sequence. Not
 * thread-safe.
 */
final class ShopIssues {
  private static final int USERS = 20_000;
  private static final int RELEASES = 40;
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

  private final JvmEvents events;
  private final RandomGenerator random;
  private final Words words;
  private final NativeDecoder decoder;

  /** The issues whose events occur from a time on. */
  ShopIssues(long seed, Instant since) {
    events = new JvmEvents(JvmEvents.Size.KB17, 0, seed, since);
    random = new Random(seed);
    words = new Words(random);
    decoder = new NativeDecoder(Limits.STANDARD, () -> new EventId(0, 1));
  }

  /** An event of an issue, of 17 KB. */
  Event event(int issue, EventId id) {
    StringBuilder json = new StringBuilder(20_000).append("{\"events\":[");
    events.append(json, events.fault(issue), id.toString(), issue);
    byte[] body = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return ((EventPart) decoder.json(body).parts().getFirst())
        .event().toBuilder()
            .level(level(issue))
            .message(message(issue))
            .origin(origin())
            .environment(environment(issue))
            .release(release(issue))
            .tags(tags(issue))
            .build();
  }

  /** The same as it is sent. */
  String json(int issue, EventId id) {
    return new String(EventEncoder.encode(event(issue, id)), StandardCharsets.UTF_8);
  }

  /**
   * A further event of an issue, as the ingest makes it.
   *
   * @param verdict of the issue's events
   * @param body of one of them, compressed
   */
  Item item(int issue, EventId id, Instant at, Verdict verdict, byte[] body) {
    Facts facts =
        new Facts(
            verdict,
            level(issue),
            message(issue),
            origin(),
            environment(issue),
            release(issue),
            "com.acme.shop." + word(issue),
            tags(issue),
            new UserHash(1, random.nextInt(USERS) * 0x9e3779b97f4a7c15L),
            body,
            null);
    return new Item(id, null, 1, at, at, facts);
  }

  private static Level level(int issue) {
    return issue % 1_000 == 0 ? Level.FATAL : issue % 7 == 0 ? Level.WARNING : Level.ERROR;
  }

  private String environment(int issue) {
    return issue % 3 == 2 ? "development" : random.nextInt(10) == 0 ? "staging" : "production";
  }

  private String release(int issue) {
    return "shop@1." + (issue + random.nextInt(4)) % RELEASES;
  }

  private String origin() {
    return "shop-" + random.nextInt(40) + ".example.com";
  }

  private String message(int issue) {
    return "%s %s %d failed for %s"
        .formatted(word(issue / 17), word(issue / 289), random.nextInt(1_000_000), word(issue / 7));
  }

  private Map<String, String> tags(int issue) {
    return Map.of(
        "region", issue % 500 == 0 ? "rare" : "eu",
        "shard", "" + random.nextInt(16),
        "tenant", "t" + words.skewed(300),
        "channel", random.nextBoolean() ? "web" : "app",
        "plan", "p" + random.nextInt(4));
  }

  private static String word(int number) {
    return WORDS.get(number % WORDS.size());
  }
}
