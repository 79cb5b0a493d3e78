// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.Locale;
import java.util.Optional;

/** How bad an event is, mildest first; the ordinal is the order by severity and is stored. */
public enum Level {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  FATAL;

  /** Reads a level's own name or its usual spellings in other systems, in any case. */
  public static Optional<Level> parse(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "debug", "trace" -> Optional.of(DEBUG);
      case "info", "information", "log" -> Optional.of(INFO);
      case "warning", "warn" -> Optional.of(WARNING);
      case "error", "severe" -> Optional.of(ERROR);
      case "fatal", "critical" -> Optional.of(FATAL);
      default -> Optional.empty();
    };
  }

  /** Reads a level's own lower-case name only. */
  public static Optional<Level> named(String text) {
    return parse(text).filter(level -> level.wireName().equals(text));
  }

  /** The lower-case name, as the API writes it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
