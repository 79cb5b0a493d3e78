// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.Set;

/** What holds of every screen: a calm console, no finding of axe that is serious, no overflow. */
final class Looks {
  private static final Set<String> BAD = Set.of("serious", "critical");

  private Looks() {}

  static void assertGood(Browser browser) {
    assertThat(browser.console()).as("console").isEmpty();
    List<Rule> findings =
        new AxeBuilder()
            .analyze(browser.driver()).getViolations().stream()
                .filter(rule -> BAD.contains(rule.getImpact()))
                .toList();
    assertThat(findings)
        .as("axe")
        .extracting(rule -> rule.getId() + " " + rule.getNodes())
        .isEmpty();
    assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
        .as("pixels that one has to scroll to the side")
        .isEqualTo(0L);
  }
}
