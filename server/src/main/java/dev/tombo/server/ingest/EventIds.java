// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import dev.tombo.server.model.EventId;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Makes ids by RFC 9562, section 5.7 (UUIDv7). As thread-safe as its generator. */
public final class EventIds implements Supplier<EventId> {
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Ids of this clock's milliseconds and this generator's bits. */
  public EventIds(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public EventId get() {
    long high = (clock.millis() << 16) | 0x7000 | (random.nextLong() & 0x0FFF);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new EventId(high, low);
  }
}
