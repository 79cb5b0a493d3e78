// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.browser.View.Device;
import dev.tombo.browser.View.Language;
import dev.tombo.browser.View.Theme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Goes through the door: in, out, and with the wrong password. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class LogInJourneyTest {
  private static final View DESK = new View(Device.DESK, Language.PT, Theme.LIGHT);

  @TempDir private static Path folder;
  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.empty(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void logIn_byEnter_leadsInAndStaysAfterAReload(View view) {
    try (Browser browser = Browser.open(stage.address(), view)) {
      boolean portuguese = view.language() == Language.PT;
      browser.go("/");
      browser.see("h1", portuguese ? "Login" : "Log in");
      Looks.assertGood(browser);
      browser.see(".entry-links a", portuguese ? "Esqueci a senha" : "Forgot my password").click();
      browser.see("h1", portuguese ? "Esqueci a senha" : "Forgot my password");
      browser.see(".entry-text", "./tombo account reset-link");
      Looks.assertGood(browser);
      browser.see(".entry-links a", portuguese ? "Voltar ao login" : "Back to log in").click();
      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys(Stage.PASSWORD, Keys.ENTER);
      browser.see("tombo-header");
      browser.seeAddress("/");

      browser.driver().navigate().refresh();

      browser.see("tombo-header");
      assertThat(browser.all("tombo-header .greeting"))
          .anySatisfy(
              one ->
                  assertThat(one.getDomProperty("textContent"))
                      .isEqualTo(portuguese ? "Bem vindo ana." : "Welcome, ana."));
      Looks.assertGood(browser);
    }
  }

  @Test
  void logIn_wrongPassword_saysSoAndStays() {
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.go("/login");
      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys("wrong horse", Keys.ENTER);

      browser.see("[role=alert] .notice", "O e-mail ou a senha não confere.");
      assertThat(browser.console()).singleElement().asString().contains("401");
    }
  }

  @Test
  void logIn_onTheWayToAPage_leadsThere() {
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.go("/issues?status=resolved&search=a%26b");
      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys(Stage.PASSWORD, Keys.ENTER);

      browser.seeAddress("/issues?status=resolved&search=a%26b");
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void logOut_fromTheMenu_endsTheSession() {
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.see("button.person").click();
      browser.see(".person-menu button.entry", "Sair").click();
      browser.see("h1", "Login");

      browser.go("/issues");

      browser.see("h1", "Login");
      assertThat(browser.console()).isEmpty();
    }
  }
}
