// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.providers.EmbeddedResourceAxeProvider;
import java.io.IOException;
import java.util.List;
import javax.naming.OperationNotSupportedException;

/**
 * What holds of every screen: one title, a calm console, no finding of axe that is serious, no
 * overflow, on a phone nothing that a finger would miss.
 */
final class Looks {
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

  private static final String AXE = axe();

  /** Asks axe for its violations alone: all that it saw of a long list are megabytes. */
  private static final String VIOLATIONS =
      """
      const done = arguments[arguments.length - 1];
      axe.run(arguments[0], { resultTypes: ['violations'] }).then(({ violations }) => done(violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target}: ${node.failureSummary}`))),
        (failure) => done([String(failure)]));""";

  private Looks() {}

  static void assertGood(Browser browser) {
    assertGood(browser, "html");
  }

  /** The same, where axe looks at a part alone, since it saw the rest before. */
  static void assertGood(Browser browser, String part) {
    assertFits(browser);
    browser.run(AXE);
    assertThat((List<?>) browser.driver().executeAsyncScript(VIOLATIONS, part)).as("axe").isEmpty();
  }

  private static String axe() {
    try {
      return new EmbeddedResourceAxeProvider().getScript();
    } catch (IOException | OperationNotSupportedException e) {
      throw new IllegalStateException("No axe in its jar", e);
    }
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
