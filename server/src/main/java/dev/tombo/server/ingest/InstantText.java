// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Writes times as {@link Instant#toString} does, which takes as long for each as the rest of its
 * breadcrumb. Pure.
 */
final class InstantText {
  private static final int MILLION = 1_000_000;
  private static final int SECONDS_A_DAY = 86_400;

  private InstantText() {}

  /** The text of a time in UTC. */
  static String of(Instant time) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_A_DAY));
    if (date.getYear() < 0 || date.getYear() > 9_999 || time.getNano() % MILLION != 0) {
      return time.toString();
    }
    int second = (int) Math.floorMod(time.getEpochSecond(), (long) SECONDS_A_DAY);
    int millis = time.getNano() / MILLION;
    StringBuilder text = new StringBuilder("0000-00-00T00:00:00.000Z".length());
    two(text, date.getYear() / 100);
    two(text, date.getYear() % 100).append('-');
    two(text, date.getMonthValue()).append('-');
    two(text, date.getDayOfMonth()).append('T');
    two(text, second / 3_600).append(':');
    two(text, second / 60 % 60).append(':');
    two(text, second % 60);
    if (millis > 0) {
      text.append('.').append((char) ('0' + millis / 100));
      two(text, millis % 100);
    }
    return text.append('Z').toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
