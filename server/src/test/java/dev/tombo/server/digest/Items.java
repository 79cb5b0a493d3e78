// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.digest;

import dev.tombo.server.model.EventId;
import dev.tombo.server.model.Fingerprint;
import dev.tombo.server.model.Level;
import dev.tombo.server.model.UserHash;
import dev.tombo.server.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Items to digest. */
final class Items {
  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private Items() {}

  static EventId id(long number) {
    return new EventId(0, number);
  }

  static Submission submission(long project, List<Item> items) {
    return new Submission(project, 1, NOW, null, items, List.of());
  }

  static Item event(long number, String fault) {
    return event(number, fault, NOW, Level.ERROR);
  }

  static Item event(long number, String fault, Instant at, Level level) {
    return new Item(id(number), null, 1, at, at, facts(fault, level));
  }

  static Item repeat(long number, long of, long count, Optional<String> fault) {
    Facts facts = fault.map(text -> facts(text, Level.ERROR)).orElse(null);
    return new Item(id(number), id(of), count, NOW, NOW, facts);
  }

  private static Facts facts(String fault, Level level) {
    return new Facts(
        new Verdict(new Fingerprint("v1:" + fault), null, List.of(), "title " + fault, "culprit"),
        level,
        "message",
        "host",
        "production",
        "1.0",
        "logger",
        Map.of("region", "eu"),
        new UserHash(1, 2),
        new byte[] {1, 2, 3},
        null);
  }
}
