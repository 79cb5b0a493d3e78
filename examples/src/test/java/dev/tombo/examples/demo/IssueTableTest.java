// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.examples.launch.JavaProgram;
import dev.tombo.examples.launch.SampleApp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How issues look in the terminal. */
final class IssueTableTest {
  private static final SampleApp APP =
      new SampleApp(
          "Shop",
          "shop.example.com",
          JavaProgram.ofClass("Shop", List.of()),
          Map.of("production", "shop@1"),
          List.of("SQLException", "IOException|ShopException"));

  private static Issue issue(String origin, String title, long count) {
    return new Issue(
        "1-1", title, "", "Shop.sell", "error", origin, count, List.of("production", "staging"));
  }

  @Test
  void missing_withAnIssueForEachFailure_isNothing() {
    List<Issue> issues =
        List.of(
            issue("shop.example.com", "java.sql.SQLException: full", 3),
            issue("shop.example.com", "ShopException: closed", 2));

    assertThat(new IssueTable(APP, issues).missing()).isEmpty();
  }

  @Test
  void missing_withAnIssueOfAnotherApplicationOnly_namesIt() {
    List<Issue> issues =
        List.of(
            issue("shop.example.com", "java.io.IOException: gone", 3),
            issue("bank.example.com", "java.sql.SQLException: full", 2));

    assertThat(new IssueTable(APP, issues).missing()).containsExactly("SQLException");
  }

  @Test
  void text_ofIssues_hasALineForEachMostFrequentFirst() {
    List<Issue> issues =
        List.of(
            issue("shop.example.com", "one\nwith two lines", 3),
            issue("bank.example.com", "not of this one", 9),
            issue("shop.example.com", "t".repeat(100), 12));

    List<String> lines = new IssueTable(APP, issues).text().lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).contains("12  ttt").contains("...  Shop.sell");
    assertThat(lines.get(3)).contains("one with two lines").endsWith("production, staging");
  }
}
