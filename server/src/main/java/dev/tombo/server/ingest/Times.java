// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Reads times by RFC 3339. The form that nearly all have is read by hand: events have one for each
 * breadcrumb, and a formatter takes as long for each as the rest of its breadcrumb. Pure.
 */
public final class Times {
  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MAX_FRACTION = 9;

  private Times() {}

  /** The time of a text; null if it is none, or one of a year that has not four digits. */
  public static @Nullable Instant parse(String text) {
    try {
      Instant common = common(text);
      if (common != null) {
        return common;
      }
      OffsetDateTime time = OffsetDateTime.parse(text);
      return time.getYear() < 1 || time.getYear() > 9999 ? null : time.toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Reads {@code 2026-11-23T13:03:28.862Z}; null if it is of another form or no time. */
  private static @Nullable Instant common(String text) {
    int last = text.length() - 1;
    int digits = last - FORM.length() - 1;
    boolean plain = digits == -1;
    boolean fraction = digits >= 1 && digits <= MAX_FRACTION && text.charAt(FORM.length()) == '.';
    if (!(plain || fraction) || text.charAt(last) != 'Z' || !isOfForm(text, last)) {
      return null;
    }
    int year = number(text, 0, 4);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (year == 0 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    int nanos = plain ? 0 : number(text, FORM.length() + 1, last);
    for (int i = Math.max(digits, 0); i < MAX_FRACTION && nanos > 0; i++) {
      nanos *= 10;
    }
    long days = LocalDate.of(year, number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    return Instant.ofEpochSecond(days * 86_400L + hour * 3_600L + minute * 60L + second, nanos);
  }

  private static boolean isOfForm(String text, int end) {
    for (int i = 0; i < end; i++) {
      char expected = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
      char c = text.charAt(i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private static int number(String digits, int start, int end) {
    return Integer.parseInt(digits, start, end, 10);
  }
}
