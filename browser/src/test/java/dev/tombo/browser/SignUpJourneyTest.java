// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.browser.View.Device;
import dev.tombo.browser.View.Language;
import dev.tombo.browser.View.Theme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;

/** Makes accounts: the first by its code, others where anybody may, and none where it is closed. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class SignUpJourneyTest {
  private static final View DESK = new View(Device.DESK, Language.PT, Theme.LIGHT);

  private static final View PHONE = new View(Device.PHONE, Language.EN, Theme.DARK);

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void signUp_whereOpen_leadsIn(View view) {
    try (Stage stage = Stage.open(folder);
        Browser browser = Browser.open(stage.address(), view)) {
      boolean portuguese = view.language() == Language.PT;
      browser.go("/login");
      browser.see(".entry-links a", portuguese ? "Cadastro" : "Sign up").click();
      browser.see("h1", portuguese ? "Cadastro" : "Sign up");
      browser.see(".button.primary", portuguese ? "Cadastrar" : "Register");
      Looks.assertGood(browser);
      browser.see("input[type=email]").sendKeys("rui@example.com");
      browser.see("input[type=password]").sendKeys("battery staple", Keys.ENTER);

      browser.see("h1", portuguese ? "Você não está em nenhum projeto" : "You are in no project");
      browser.seeAddress("/");
      Looks.assertGood(browser);
      for (String elsewhere : List.of("/projects/1", "/issues/1-1")) {
        browser.go(elsewhere);
        browser.see("h1", portuguese ? "Não encontrado" : "Not found");
        assertThat(browser.console()).isNotEmpty().allMatch(said -> said.contains("404"));
        Looks.assertGood(browser);
      }
    }
  }

  @Test
  void signUp_whatTheServerDoesNotTake_isSaidInWords() {
    try (Stage stage = Stage.open(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.go("/signup");
      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys("password", Keys.ENTER);
      browser.see("[role=alert]", "Esta senha está entre as que se adivinham primeiro");
      browser.see("input[type=password]").clear();
      browser.see("input[type=password]").sendKeys("battery staple", Keys.ENTER);

      browser.see("[role=alert]", "talvez já tenha uma conta");
    }
  }

  @Test
  void signUp_whereClosed_saysHowToGetIn() {
    try (Stage stage = Stage.empty(folder);
        Browser browser = Browser.open(stage.address(), DESK)) {
      browser.go("/signup");
      browser.see("p", "O cadastro está fechado neste servidor");
      Looks.assertGood(browser);

      assertThat(browser.all("input")).isEmpty();
    }
  }

  @Test
  void setUp_byTheCode_makesTheFirstAccount() {
    try (Stage stage = Stage.bare(folder);
        Browser browser = Browser.open(stage.address(), PHONE)) {
      browser.go("/signup");
      browser.see("input[name=code]").sendKeys("0000");
      browser.see("input[type=email]").sendKeys(Stage.EMAIL);
      browser.see("input[type=password]").sendKeys(Stage.PASSWORD, Keys.ENTER);
      browser.see("[role=alert] .notice");
      assertThat(browser.console()).hasSize(1);
      Looks.assertGood(browser);
      browser.see("input[name=code]").clear();
      browser.see("input[name=code]").sendKeys(stage.oneTimeCode());
      browser.see("input[type=password]").sendKeys(Keys.ENTER);

      browser.see("tombo-header");
      Looks.assertGood(browser);
    }
  }
}
