// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import dev.tombo.server.crash.SentItem.Origin;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes up what one client sends: single events and batches, of faults that are known and of new
 * ones, repeats, and now and then what was acknowledged long ago. Not thread-safe.
 */
final class Traffic {
  private static final int MAX_ITEMS = 40;
  private static final int HOT_FAULTS = 8;
  private static final int ALL_FAULTS = 1_000;
  private static final int MAX_AGE_SECONDS = 3 * 3600;
  private static final List<String> ENVIRONMENTS = List.of("production", "staging");
  private static final List<String> REGIONS = List.of("eu", "us", "sa");

  private final Book book;
  private final RandomGenerator random;
  private final InstantSource clock;

  Traffic(Book book, RandomGenerator random, InstantSource clock) {
    this.book = book;
    this.random = random;
    this.clock = clock;
  }

  SentBatch next() {
    int size = chance(40) ? 1 : random.nextInt(2, MAX_ITEMS + 1);
    List<SentItem> items = new ArrayList<>();
    while (items.size() < size) {
      items.add(item(items));
    }
    int discarded = chance(20) ? random.nextInt(1, 9) : 0;
    return new SentBatch(id(), List.copyOf(items), discarded, chance(30), chance(30));
  }

  /** Whether something of this probability happens now. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private SentItem item(List<SentItem> before) {
    int kind = random.nextInt(100);
    if (kind < 3 && !before.isEmpty()) {
      return before.get(random.nextInt(before.size()));
    }
    if (kind < 10) {
      return book.anyAcknowledged(random).orElseGet(this::event);
    }
    if (kind < 15) {
      return before.stream()
          .filter(one -> !one.isRepeat())
          .findFirst()
          .map(this::repeat)
          .orElseGet(this::event);
    }
    return kind < 22 ? book.anyEvent(random).map(this::repeat).orElseGet(this::event) : event();
  }

  private SentItem event() {
    int fault = chance(95) ? random.nextInt(HOT_FAULTS) : random.nextInt(ALL_FAULTS);
    Origin origin =
        new Origin(
            fault,
            ENVIRONMENTS.get(random.nextInt(ENVIRONMENTS.size())),
            "shop@1." + random.nextInt(3),
            REGIONS.get(random.nextInt(REGIONS.size())),
            "user-" + random.nextInt(100));
    return SentItem.event(id(), at(), origin);
  }

  private SentItem repeat(SentItem of) {
    return of.repeat(id(), random.nextInt(1, 1_000), at());
  }

  private Instant at() {
    return clock
        .instant()
        .truncatedTo(ChronoUnit.MILLIS)
        .minusSeconds(random.nextInt(1, MAX_AGE_SECONDS));
  }

  /** A UUIDv7 of the clock's time. */
  private String id() {
    long high = (clock.millis() << 16) | 0x7000 | random.nextInt(1 << 12);
    long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
    return "%016x%016x".formatted(high, low);
  }
}
