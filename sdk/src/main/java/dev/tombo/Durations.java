// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads durations as people write them in configurations: {@code 500ms}, {@code 5s}, {@code 5
 * seconds}, {@code 2 minutes}, {@code PT5S}. Logback's own type would take {@code 5s} for 5
 * milliseconds.
 */
final class Durations {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*([a-z]*)");

  private Durations() {}

  /**
   * Returns the duration; a bare number is of milliseconds.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  static Duration parse(String text) {
    String plain = text.trim().toLowerCase(Locale.ROOT);
    Matcher matcher = TEXT.matcher(plain);
    if (!matcher.matches()) {
      try {
        return Duration.parse(text.trim());
      } catch (RuntimeException unreadable) {
        throw new IllegalArgumentException("not a duration: " + text, unreadable);
      }
    }
    long number = Long.parseLong(matcher.group(1));
    switch (matcher.group(2)) {
      case "":
      case "ms":
      case "millisecond":
      case "milliseconds":
        return Duration.ofMillis(number);
      case "s":
      case "second":
      case "seconds":
        return Duration.ofSeconds(number);
      case "m":
      case "minute":
      case "minutes":
        return Duration.ofMinutes(number);
      default:
        throw new IllegalArgumentException("not a duration: " + text);
    }
  }
}
