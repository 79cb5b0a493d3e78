// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** What the desk knows and computes, with the mistakes that its authors' tests did not find. */
final class Hotel {
  /** No service listens on port 1. */
  private static final URI KITCHEN = URI.create("http://127.0.0.1:1/breakfast");

  private static final int LONGEST_MONTH = 31;

  /** Shares a bill; nobody thought of a room that is paid for and stays empty. */
  Map<String, Object> bill(Query query) {
    int cents = query.number("nights") * 9_900;
    return Map.of("cents", cents, "centsForEach", cents / query.number("guests"));
  }

  /** Lists how many rooms are free on each day of a month, as if every month had 31. */
  Map<String, Object> calendar(Query query) {
    int[] free = new int[month(query.text("month")).lengthOfMonth()];
    for (int day = 0; day < LONGEST_MONTH; day++) {
      free[day] = day % 7 < 5 ? 12 : 3;
    }
    return Map.of("free", free);
  }

  /** Asks the kitchen, which is closed. */
  Map<String, Object> breakfast(Query query) {
    try {
      HttpURLConnection order = (HttpURLConnection) KITCHEN.toURL().openConnection();
      order.setConnectTimeout(2000);
      order.connect();
      order.disconnect();
      return Map.of("ordered", query.number("guests"));
    } catch (IOException unreachable) {
      throw new UncheckedIOException("No breakfast for " + query.text("room"), unreachable);
    }
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeParseException unreadable) {
      throw new BadRequestException("month: not a month such as 2026-02");
    }
  }
}
