// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.browser.View.Device;
import dev.tombo.browser.View.Language;
import dev.tombo.browser.View.Theme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.support.ui.Select;

/** Guards an account by a second factor, ends a session elsewhere, and only looks as a viewer. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class AccessJourneyTest {
  private static final View DESK = new View(Device.DESK, Language.PT, Theme.LIGHT);
  private static final View PHONE = new View(Device.PHONE, Language.EN, Theme.DARK);

  @TempDir private Path folder = Path.of("");

  @Test
  void secondFactor_setUp_isAskedForAtTheNextLogIn() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/account");
      browser.see("#factor-password").sendKeys(Stage.PASSWORD, Keys.ENTER);
      browser.see("#second-factor svg.qr path");
      Looks.assertGood(browser);
      Phone phone = new Phone(browser.see("#second-factor .factor code").getText());
      browser.see("#second-factor input[name=code]").sendKeys("abc", Keys.ENTER);
      browser.see("#second-factor [role=alert]", "O código não confere");
      assertThat(browser.console()).singleElement().asString().contains("403");
      browser.see("#second-factor input[name=code]").clear();
      browser.see("#second-factor input[name=code]").sendKeys(phone.code(0), Keys.ENTER);
      String codes = browser.see("#second-factor .shown-once code").getText();
      assertThat(codes.lines()).hasSize(10);
      browser.see("#second-factor", "Restam 10 códigos");
      Looks.assertGood(browser);
      browser.see("button.person").click();
      browser.see(".person-menu button.entry", "Sair").click();
      browser.see("h1", "Login");

      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys(Stage.PASSWORD, Keys.ENTER);
      browser.see("input[name=code]").sendKeys("x", Keys.ENTER);
      browser.see("[role=alert] .notice", "O código não confere");
      assertThat(browser.console()).singleElement().asString().contains("401");
      Looks.assertGood(browser);
      browser.see("input[name=code]").clear();
      browser.see("input[name=code]").sendKeys(phone.code(1), Keys.ENTER);

      browser.see("tombo-header");
    }
  }

  @Test
  void session_endedFromElsewhere_isOver() {
    try (Stage stage = Stage.empty(folder);
        Browser here = Browser.open(stage.address(), DESK);
        Browser there = Browser.open(stage.address(), PHONE)) {
      there.logIn(Stage.EMAIL, Stage.PASSWORD);
      here.logIn(Stage.EMAIL, Stage.PASSWORD);
      here.go("/account");
      here.see("#sessions .chip", "esta");

      here.see("#sessions button.icon").click();

      here.seeNo("#sessions button.icon");
      there.go("/account");
      there.see("h1", "Log in");
    }
  }

  @Test
  void viewer_ofAProject_seesIssuesAndNoActions() {
    try (Stage stage = Stage.empty(folder);
        Browser ana = Browser.open(stage.address(), DESK);
        Browser rui = Browser.open(stage.address(), DESK)) {
      stage.send(Stage.event("one", "\"message\":\"no stock\""));
      ana.logIn(Stage.EMAIL, Stage.PASSWORD);
      ana.go("/");
      ana.see(".bulk button");
      ana.go("/projects/1");
      new Select(ana.see("#members .inline-form select")).selectByValue("viewer");
      ana.see("#members .inline-form input").sendKeys("rui@example.com", Keys.ENTER);
      String link = ana.see(".shown-once code").getText();
      rui.go(link.substring(stage.address().length()));
      rui.see("input[type=password]").sendKeys("battery staple", Keys.ENTER);
      rui.see("h1", "loja");

      rui.go("/");

      rui.see("a.title", "no stock");
      assertThat(rui.all(".bulk")).isEmpty();
      assertThat(rui.all("input.check")).isEmpty();
      Looks.assertGood(rui);
    }
  }
}
