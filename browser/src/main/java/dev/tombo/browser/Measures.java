// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * What the page costs: bytes of a first view and of a list, the time to a list that can be used,
 * and memory over many refreshes: {@code dev.tombo.browser.Measures [issues] [refreshes] [folder]}.
 * A folder that is there already is measured as it is, so that to fill it and to measure it can be
 * two runs.
 */
final class Measures {
  private static final View DESK = new View(View.Device.DESK, View.Language.PT, View.Theme.LIGHT);
  private static final int BATCH = 1_000;
  private static final int LOADS = 7;

  /** When the first row stood there, in milliseconds since the address was asked for. */
  private static final String WATCH =
      """
      new MutationObserver((changes, observer) => {
        if (document.querySelector('tr.issue-row')) {
          window.tomboFirstRow = performance.now();
          observer.disconnect();
        }
      }).observe(document, { childList: true, subtree: true });""";

  /** Bytes as they came over the wire, by kind of path. */
  private static final String BYTES =
      """
      const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      const sum = (some) => some.reduce((total, one) => total + one.transferSize, 0);
      const api = all.filter((one) => one.name.includes('/api/'));
      const list = api.find((one) => /issues\\?/.test(one.name));
      return [sum(all), sum(all) - sum(api), all.length, list?.encodedBodySize ?? 0, list?.decodedBodySize ?? 0];""";

  /** Has the page refresh, one time after the other. */
  private static final String REFRESH =
      """
      const [times, done] = [arguments[0], arguments[1]];
      const real = window.fetch;
      let answered = 0;
      window.fetch = async (...request) => {
        const answer = await real(...request);
        answered += String(request[0]).includes('/issues?') ? 1 : 0;
        return answer;
      };
      (async () => {
        while (answered < times) {
          const before = answered;
          document.dispatchEvent(new Event('visibilitychange'));
          while (answered === before) {
            await new Promise((go) => setTimeout(go, 5));
            document.dispatchEvent(new Event('visibilitychange'));
          }
        }
        window.fetch = real;
        performance.clearResourceTimings();
        done(answered);
      })();""";

  private Measures() {}

  /** Fills a server, measures and prints. */
  public static void main(String[] args) throws IOException {
    int issues = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int refreshes = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    Path folder =
        Path.of(args.length > 2 ? args[2] : Files.createTempDirectory("tombo").toString());
    boolean filled = Files.exists(folder.resolve("data"));
    try (Stage stage = Stage.empty(folder)) {
      if (!filled) {
        fill(stage, issues);
      }
      try (Browser browser = Browser.open(stage.address(), DESK)) {
        browser.go("/login");
        browser.see("input[type=email]");
        System.out.println("log-in, cold: " + bytes(browser));
        browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
        browser.logIn(Stage.EMAIL, Stage.PASSWORD);
        browser
            .driver()
            .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
        browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
        load(browser, "list of " + issues + ", cold");
        for (int i = 1; i < LOADS; i++) {
          load(browser, "list of " + issues + ", again");
        }
        memory(browser, refreshes);
      }
    }
  }

  private static void load(Browser browser, String what) {
    browser.go("/issues");
    browser.see("tr.issue-row .sparkline");
    System.out.printf(
        "%s: first row after %.0f ms, %s%n",
        what,
        Double.valueOf(String.valueOf(browser.run("return window.tomboFirstRow"))),
        bytes(browser));
  }

  private static String bytes(Browser browser) {
    List<?> found = (List<?>) Objects.requireNonNull(browser.run(BYTES));
    return "%s bytes in all, %s of them the page's, in %s answers; %s of a list's JSON, plain %s"
        .formatted(found.toArray());
  }

  private static void memory(Browser browser, int refreshes) {
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(20));
    browser.driver().executeCdpCommand("Performance.enable", Map.of());
    int step = Math.max(1, refreshes / 5);
    for (int done = 0; ; done += step) {
      browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
      System.out.println("after " + done + " refreshes: " + metrics(browser));
      if (done >= refreshes) {
        return;
      }
      browser.driver().executeAsyncScript(REFRESH, step);
    }
  }

  private static String metrics(Browser browser) {
    Map<String, Object> answer =
        browser.driver().executeCdpCommand("Performance.getMetrics", Map.of());
    List<String> found = new ArrayList<>();
    for (Object one : (List<?>) Objects.requireNonNull(answer.get("metrics"))) {
      Map<?, ?> metric = (Map<?, ?>) one;
      if (List.of("JSHeapUsedSize", "Nodes", "JSEventListeners").contains(metric.get("name"))) {
        found.add(metric.get("name") + " " + metric.get("value"));
      }
    }
    return String.join(", ", found);
  }

  private static void fill(Stage stage, int issues) {
    List<String> batch = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < issues; i++) {
      batch.add(
          Stage.event(
              Integer.toString(i),
              """
              "level":"error","environment":"production","origin":"shop-%d.example.com",\
              "exceptions":[{"type":"com.acme.orders.OrderException","message":"order %016x of %016x cannot be placed: no stock","frames":[\
              {"class":"com.acme.orders.OrderService","method":"place","file":"OrderService.java","line":%d}]}]"""
                  .formatted(i % 40, random.nextLong(), random.nextLong(), i % 900 + 1)));
      if (batch.size() == BATCH || i == issues - 1) {
        stage.send(batch);
        batch.clear();
      }
    }
  }
}
