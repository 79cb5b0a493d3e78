// SPDX-License-Identifier: Apache-2.0
package dev.tombo.log4j2;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a duration as Tombo's settings write it everywhere: {@code 5s}, {@code 500ms}, {@code
 * PT5S}.
 */
final class Timeouts {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*([a-z]*)");

  private Timeouts() {}

  /** Returns the duration; a bare number is of milliseconds, as Log4j's own timeouts are. */
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
