// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** The reports, each with a mistake in it that the tests of its authors did not find. */
final class Reports {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Reports() {}

  static List<Report> all() {
    return List.of(
        new Report("headcount", () -> headcount("board")),
        new Report("debtors", Reports::debtors),
        new Report("revenue", Reports::revenue),
        new Report("letters", () -> ResourceBundle.getBundle("letters_of_the_month")));
  }

  /** Somebody made the board part of sales. */
  private static int headcount(String unit) {
    Map<String, List<String>> parts =
        Map.of("board", List.of("sales"), "sales", List.of("board"), "plant", List.of());
    int heads = 1;
    for (String part : parts.getOrDefault(unit, List.of())) {
      heads += headcount(part);
    }
    return heads;
  }

  private static List<String> debtors() {
    List<String> debtors = new ArrayList<>(List.of("ana: 0", "bruno: 12", "carla: 7"));
    for (String debtor : debtors) {
      if (debtor.endsWith(": 0")) {
        strike(debtor, debtors);
      }
    }
    return debtors;
  }

  private static void strike(String debtor, List<String> debtors) {
    debtors.remove(debtor);
  }

  @SuppressWarnings("unchecked") // The shop has always sent its revenue as a text.
  private static @Nullable String revenue() {
    try {
      Map<String, String> shop = JSON.readValue("{\"revenue\": 1200.5}", Map.class);
      return shop.get("revenue");
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Files a month under the year and the day. */
  static void archive(String month) {
    String day = month.substring(8, 10);
    System.out.println("archived " + day);
  }
}
