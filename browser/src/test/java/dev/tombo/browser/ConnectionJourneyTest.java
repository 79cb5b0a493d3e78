// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.browser.View.Device;
import dev.tombo.browser.View.Language;
import dev.tombo.browser.View.Theme;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Looks on while the network or the server is away, and when it is back. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class ConnectionJourneyTest {
  private static final View PHONE = new View(Device.PHONE, Language.PT, Theme.LIGHT);

  @TempDir private Path folder = Path.of("");

  @Test
  void list_whileNetworkAndServerAreAway_staysSaysSoAndComesBack() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), PHONE)) {
      stage.send("{\"message\":\"before it went\"}");
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.see("tr.issue-row a.title", "before it went");
      browser.see("tr.issue-row .sparkline");
      network(browser, true);
      browser.see("tombo-connection", "Sem conexão");
      Looks.assertGood(browser);
      network(browser, false);
      browser.seeNo("tombo-connection .offline");

      stage.stop();
      browser.run("document.dispatchEvent(new Event('visibilitychange'))");
      browser.see("tombo-connection", "O servidor não responde");
      assertThat(browser.all("tr.issue-row")).hasSize(1);
      browser.see(".tabs a", "Resolvidos").click();
      browser.see(".blank h2", "O servidor não responde");
      browser.seeNo("tombo-connection .offline");
      assertThat(browser.console()).isNotEmpty().allMatch(said -> said.contains("net::ERR_"));
      Looks.assertGood(browser);

      stage.startAgain();
      browser.see(".blank button", "Tentar de novo").click();

      browser.see(".blank", "Nada resolvido ainda");
      browser.seeNo("tombo-connection .offline");
      Looks.assertGood(browser);
    }
  }

  private static void network(Browser browser, boolean offline) {
    browser.driver().executeCdpCommand("Network.enable", Map.of());
    Map<String, Object> conditions =
        Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1);
    browser.driver().executeCdpCommand("Network.emulateNetworkConditions", conditions);
  }
}
