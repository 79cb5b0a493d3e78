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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Makes projects, lets people in, and looks after one's account. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class SettingsJourneyTest {
  private static final View DESK = new View(Device.DESK, Language.PT, Theme.LIGHT);
  private static final View PHONE = new View(Device.PHONE, Language.EN, Theme.DARK);

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void project_made_waitsForItsFirstEventAndTurnsGreen(View view) {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), view)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/projects/new");
      browser.see("main input[name=name]").sendKeys("caixa <b>1</b>", Keys.ENTER);
      browser.see("h1", "caixa <b>1</b>");
      browser.seeAddress("/projects/2");
      browser.see(".first-event .spinner");
      Looks.assertGood(browser);
      String snippet = browser.see(".snippet", "TOMBO_TOKEN").getText();

      stage.send(
          "{\"message\":\"hello\"}",
          snippet.replaceAll("(?s).*TOMBO_TOKEN=([0-9a-f]{32}).*", "$1"));

      browser.see(".first-event.good");
      Looks.assertGood(browser);
    }
  }

  @Test
  void tokens_ofAProject_areMadeShownAndChanged() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/projects/1");
      browser.see("#tokens input").sendKeys("loja web", Keys.ENTER);
      browser.see("#tokens li", "loja web");
      String value = browser.see("#tokens li:nth-child(2) .token-value").getText();
      assertThat(value).matches("[0-9a-f]{32}");
      browser.see("#tokens button[aria-label='Trocar token: loja web']").click();
      browser.see("dialog .danger").click();
      browser.see(".toast", "Token trocado");
      browser.see("#tokens button[aria-label='Mostrar token: loja web']").click();
      browser.until(
          "another value",
          driver -> !browser.see("#tokens li:nth-child(2) .token-value").getText().equals(value));
      browser.see("#tokens button[aria-label='Revogar: loja web']").click();
      browser.see("dialog .danger").click();
      browser.until("one token", driver -> browser.all("#tokens li").size() == 1);
      Looks.assertGood(browser);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void ledger_ofAProject_saysWhatCameAndWhatWasGivenUp(View view) {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), view)) {
      String event = Stage.event("one", "\"message\":\"hello\"");
      stage.send(event);
      stage.discard("queue_full", 2);
      stage.discard(HostileEvent.MARKUP.replace("\"", "'"), 3);
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/projects/1");

      boolean english = view.language() == Language.EN;
      browser.see("#ledger li", english ? "1 accepted" : "1 aceito");
      browser.see(
          "#ledger li",
          (english ? "2 discarded by the client" : "2 descartados pelo cliente") + ": queue_full");
      assertUnhurt(browser);
      Looks.assertGood(browser);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void audit_ofAnAdministrator_goesBackToTheBeginning(View view) {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), view)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/projects/new");
      for (int n = 0; n < 3; n++) {
        browser.see("main input[name=name]").sendKeys("caixa " + n, Keys.ENTER);
        browser.see("h1", "caixa " + n);
        browser.go("/projects/new");
      }
      browser.go("/account");

      browser.see("#audit li", "caixa 2");
      browser.see("#audit button").click();
      browser.see("#audit li", "account_created");
      Looks.assertGood(browser);
    }
  }

  @Test
  void names_thatAreMarkup_areText() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/projects/new");
      browser.see("main input[name=name]").sendKeys(HostileEvent.MARKUP, Keys.ENTER);
      browser.see("h1", HostileEvent.MARKUP);
      browser.see("#tokens input").sendKeys(HostileEvent.MARKUP, Keys.ENTER);
      browser.see("#tokens li:nth-child(2)", HostileEvent.MARKUP);
      assertUnhurt(browser);
      browser.go("/account");
      browser.see("#personal-tokens input[name=name]").sendKeys(HostileEvent.MARKUP, Keys.ENTER);
      browser.see("#personal-tokens li", HostileEvent.MARKUP);
      assertUnhurt(browser);
    }
  }

  private static void assertUnhurt(Browser browser) {
    assertThat(browser.all("main img, main script, main iframe")).isEmpty();
    assertThat(browser.run("return window.hurt === undefined")).isEqualTo(true);
  }

  @Test
  void invitation_byItsLink_letsSomebodyInOnce() {
    try (Stage stage = Stage.empty(folder);
        Browser ana = Browser.open(stage.address(), DESK);
        Browser rui = Browser.open(stage.address(), PHONE)) {
      ana.logIn(Stage.EMAIL, Stage.PASSWORD);
      ana.go("/projects/1");
      ana.see("#members .inline-form input").sendKeys("rui@example.com", Keys.ENTER);
      String link = ana.see(".shown-once code").getText();
      assertThat(link).startsWith(stage.address() + "/invitation#");
      String path = link.substring(stage.address().length());
      Looks.assertGood(ana);

      rui.go(path);
      rui.see("p", "ana invites you to the project “loja”, as member.");
      Looks.assertGood(rui);
      rui.see("input[type=password]").sendKeys("battery staple", Keys.ENTER);
      rui.see("h1", "loja");
      assertThat(rui.all("#danger")).isEmpty();
      Looks.assertGood(rui);

      ana.go("/projects/1");
      ana.see("#members li", "rui@example.com");
      ana.see("#members li:first-child .row-acts button").click();
      ana.see("dialog .danger").click();
      ana.see("#members [role=alert]", "O último dono continua dono");
      rui.go("/account");
      rui.go(path);
      rui.see("h1", "The invitation no longer works");
    }
  }

  @Test
  void invitation_guessedTooOften_saysToWait() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), PHONE)) {
      browser.go("/login");
      browser.see("h1");
      Object last =
          browser
              .driver()
              .executeAsyncScript(
                  """
                  const done = arguments[0];
                  const body = JSON.stringify({invitation: 'guess'});
                  const headers = {'Content-Type': 'application/json'};
                  const guess = async (left) => {
                    const {status} = await fetch('/api/v1/invitations/lookup', {method: 'POST', headers, body});
                    status === 429 || left === 0 ? done(status) : guess(left - 1);
                  };
                  guess(50);""");
      assertThat(last).isEqualTo(429L);
      assertThat(browser.console()).isNotEmpty();

      browser.go("/invitation#guess");

      browser.see("h1", "Something went wrong");
      browser.see(".entry-text", "Too many attempts");
      browser.see("button.primary", "Try again");
      assertThat(browser.console()).singleElement().asString().contains("429");
      Looks.assertGood(browser);
    }
  }

  @Test
  void project_deleted_takesItsNameTyped() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/projects/1");
      assertThat(browser.see("#danger .danger").isEnabled()).isFalse();
      browser.see("#danger input[name=typed]").sendKeys("loja");
      browser.see("#danger .danger").click();

      browser.see(".toast", "“loja” foi apagado");
      browser.go("/projects/1");
      browser.see(".blank", "Não encontrado");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void account_inEachView_isGood(View view) {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), view)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/account");
      browser.see("#personal-tokens input[name=name]").sendKeys("report", Keys.ENTER);
      browser.see("#personal-tokens .shown-once code", "tombo_");
      Looks.assertGood(browser);
    }
  }

  @Test
  void password_changedAndResetByALink_logsIn() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/account");
      browser.see("#old-password").sendKeys("guess");
      browser.see("#new-password").sendKeys("battery staple", Keys.ENTER);
      browser.see("#password [role=alert]", "A senha atual não confere");
      browser.see("#old-password").clear();
      browser.see("#old-password").sendKeys(Stage.PASSWORD, Keys.ENTER);
      browser.see(".toast", "Senha trocada");
      browser.see("#reset-link input").sendKeys(Stage.EMAIL, Keys.ENTER);
      String link = browser.see("#reset-link .shown-once code").getText();

      browser.go(link.substring(stage.address().length()));
      browser.see("input[type=password]").sendKeys("another staple", Keys.ENTER);
      browser.see(".toast", "Senha trocada");
      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys("another staple", Keys.ENTER);

      browser.see("tombo-header");
    }
  }
}
