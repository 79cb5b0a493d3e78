// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.util.List;
import java.util.Set;

/**
 * What holds of every screen: one title, a calm console, no finding of axe that is serious, no
 * overflow, on a phone nothing that a finger would miss.
 */
final class Looks {
  private static final Set<String> BAD = Set.of("serious", "critical");

  /**
   * What a finger would miss; a title's link is as large as its card, others as wide as their text.
   */
  private static final String SMALL =
      """
      const able = 'button, select, a:not(.title, .skip-link), input:not([type=checkbox], .visually-hidden), label:has(.check)';
      return [...document.querySelectorAll(able)].filter((one) => one.checkVisibility()).filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 0 && (height < 43.5 || (width < 43.5 && one.tagName !== 'A')) && !one.closest('p:not(.entry-links, .welcome)');
      }).map((one) => one.outerHTML.slice(0, 160));""";

  private Looks() {}

  static void assertGood(Browser browser) {
    assertFits(browser);
    List<Rule> findings =
        new AxeBuilder()
            .analyze(browser.driver()).getViolations().stream()
                .filter(rule -> BAD.contains(rule.getImpact()))
                .toList();
    assertThat(findings)
        .as("axe")
        .extracting(
            rule ->
                rule.getId()
                    + rule.getNodes().stream()
                        .map(node -> " at " + node.getTarget() + ": " + node.getFailureSummary())
                        .toList())
        .isEmpty();
  }

  /** All of it but what axe finds, which takes seconds where there is much. */
  static void assertFits(Browser browser) {
    assertThat(browser.console()).as("console").isEmpty();
    assertThat(browser.all("h1")).as("titles of the screen").hasSize(1);
    assertThat(browser.run("return document.documentElement.scrollWidth - innerWidth"))
        .as("pixels that one has to scroll to the side")
        .isEqualTo(0L);
    if (browser.view().device().touch) {
      assertThat((List<?>) browser.run(SMALL)).as("smaller than 44 px").isEmpty();
    }
  }
}
