// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.browser.View.Device;
import dev.tombo.browser.View.Language;
import dev.tombo.browser.View.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Works through the list of issues that the sample applications left. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class IssuesJourneyTest {
  private static final View DESK = new View(Device.DESK, Language.PT, Theme.LIGHT);

  @TempDir private static Path folder;
  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = Stage.played(folder);
    stage.send(Samples.busy(Instant.now()));
    stage.send(List.of(Samples.endless(), Samples.arabic()));
    HostileEvent.send(stage);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void list_inEachView_showsIssuesAndLooksGood(View view) {
    try (Browser browser = Browser.open(stage.address(), view)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.see("tr.issue-row .sparkline");
      boolean portuguese = view.language() == Language.PT;

      assertThat(texts(browser, ".tabs a"))
          .isEqualTo(
              portuguese
                  ? List.of("Não resolvidos", "Resolvidos", "Arquivados")
                  : List.of("Unresolved", "Resolved", "Archived"));
      assertThat(browser.all("tr.issue-row").size()).isGreaterThan(20);
      Looks.assertGood(browser);
      browser.see(".more-filters").click();
      browser.see("#more-filters");
      Looks.assertGood(browser, "#more-filters");
      browser.press(Keys.ESCAPE);
      browser.see("button.person").click();
      browser.see("#person-menu");
      Looks.assertGood(browser, "#person-menu");
      browser.press(Keys.ESCAPE);
      browser.resize(360, 740);
      Looks.assertGood(browser);
    }
  }

  @Test
  void controls_haveTheWordsOfTheWireframesAndStandInTheAddress() {
    try (Browser browser = loggedIn()) {
      browser.see("tr.issue-row");
      assertThat(options(browser, "environment"))
          .contains("Todos os ambientes", "Produção", "Homologação", "Dev");
      assertThat(options(browser, "sort")).startsWith("Ordenar por", "Level", "Frequência");
      assertThat(options(browser, "searchBy"))
          .containsExactly("Buscar por", "Level", "Descrição", "Origem");
      assertThat(texts(browser, ".bulk button")).startsWith("Arquivar", "Apagar");
      assertThat(texts(browser, "thead th")).contains("Level", "Log", "Eventos");

      choose(browser, "environment", "Homologação");
      browser.seeAddress("?environment=staging");
      choose(browser, "sort", "Frequência");
      browser.see(".direction").click();
      choose(browser, "searchBy", "Origem");
      browser.see("input[type=search]").sendKeys("ORDERS", Keys.ENTER);
      browser.seeAddress(
          "?environment=staging&sort=count&direction=asc&searchBy=origin&search=ORDERS");
      browser.driver().navigate().refresh();

      browser.until(
          "only orders",
          driver ->
              !browser.all("tr.issue-row .origin").isEmpty()
                  && texts(browser, "tr.issue-row .origin").stream()
                      .allMatch("orders.example.com"::equals));
      assertThat(selected(browser, "environment")).isEqualTo("Homologação");
      assertThat(selected(browser, "sort")).isEqualTo("Frequência");
      assertThat(selected(browser, "searchBy")).isEqualTo("Origem");
      assertThat(browser.see("input[type=search]").getDomProperty("value")).isEqualTo("ORDERS");
      assertThat(counts(browser)).isSorted();
      browser.driver().navigate().back();
      browser.seeAddress("?environment=staging&sort=count&direction=asc&searchBy=origin");
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void archive_undone_bringsIssuesBack_andDelete_asksFirst() {
    stage.send(List.of(issue("one", "to be archived 1"), issue("two", "to be archived 2")));
    try (Browser browser = loggedIn()) {
      browser.go("/issues?search=to+be+archived");
      browser.see("tr.issue-row");
      browser.see("thead .tick label").click();
      browser.see(".selected-count", "2 selecionados");
      browser.see(".bulk button", "Arquivar").click();
      browser.see(".toast", "2 arquivados");
      browser.seeNo("tr.issue-row");
      browser.see(".toast button", "Desfazer").click();
      browser.see(".toast", "Desfeito");
      browser.until("both again", driver -> browser.all("tr.issue-row").size() == 2);

      browser.see("tr.issue-row .tick label").click();
      browser.see(".bulk button", "Apagar").click();
      browser.see("dialog[open]", "Apagar 1 erro?");
      browser.press(Keys.ESCAPE);
      browser.seeNo("dialog[open]");
      assertThat(browser.all("tr.issue-row")).hasSize(2);
      browser.see(".bulk button", "Apagar").click();
      browser.see("dialog[open] button.danger").click();
      browser.see(".toast", "1 apagado");

      browser.until("one is left", driver -> browser.all("tr.issue-row").size() == 1);
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void bulk_onWhatIsGoneMeanwhile_saysSoInTheRow() {
    stage.send(issue("gone", "gone meanwhile"));
    try (Browser browser = loggedIn()) {
      browser.go("/issues?search=gone+meanwhile");
      browser.see("tr.issue-row .tick label").click();
      browser.run(
          """
          const real = window.fetch;
          window.fetch = (url, request) => real(url, request?.body ? {...request, body: request.body.replace(/\\d+-\\d+/, '1-999999')} : request);""");
      browser.see(".bulk button", "Resolver").click();

      browser.see(".toast", "1 ficou como estava");
      browser.see("tr.issue-row .note", "não existe mais");
    }
  }

  @Test
  void keys_moveTickAndAct() {
    stage.send(List.of(issue("k1", "by keyboard 1"), issue("k2", "by keyboard 2")));
    try (Browser browser = loggedIn()) {
      browser.go("/issues?search=by+keyboard&sort=firstSeen");
      browser.see("tr.issue-row");
      browser.press("j");
      browser.press("j");
      browser.press("x");
      browser.see("tr.issue-row.selected");
      browser.press("r");
      browser.see(".toast", "1 resolvido");
      browser.press("?");
      browser.see("dialog[open]", "Atalhos do teclado");
      browser.press(Keys.ESCAPE);
      browser.press("/");
      assertThat(browser.driver().switchTo().activeElement().getDomAttribute("name"))
          .isEqualTo("search");
      browser.press(Keys.TAB);
      browser.go("/issues?search=by+keyboard");
      browser.see("tr.issue-row");
      browser.press("j");
      browser.press(Keys.ENTER);

      browser.until(
          "the issue's own page",
          driver -> String.valueOf(driver.getCurrentUrl()).matches(".*/issues/1-\\d+"));
    }
  }

  @Test
  void list_scrolledDown_goesOnAndKeepsItsPagesOverAReload() {
    for (int i = 0; i < 120; i++) {
      stage.send(issue("page " + i, "of many pages"));
    }
    try (Browser browser = loggedIn()) {
      browser.go("/issues?search=of+many+pages");
      browser.see("tr.issue-row");
      browser.run("document.querySelector('.list-end').scrollIntoView()");
      browser.until("a second page", driver -> browser.all("tr.issue-row").size() >= 100);
      browser.run("document.querySelector('.list-end').scrollIntoView()");
      browser.see(".list-end", "120 erros");
      browser.seeAddress("&pages=3");

      browser.driver().navigate().refresh();

      browser.until("all of them", driver -> browser.all("tr.issue-row").size() == 120);
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void list_lookedAtAgain_showsWhatCameMeanwhile() {
    try (Browser browser = loggedIn()) {
      browser.see("tr.issue-row");
      stage.send(issue("fresh", "came meanwhile"));

      browser.run("document.dispatchEvent(new Event('visibilitychange'))");

      browser.see("tr.issue-row a.title", "came meanwhile");
    }
  }

  private static Browser loggedIn() {
    Browser browser = Browser.open(stage.address(), DESK);
    browser.logIn(Stage.EMAIL, Stage.PASSWORD);
    return browser;
  }

  private static String issue(String fingerprint, String message) {
    return Stage.event(fingerprint, "\"level\":\"warning\",\"message\":\"" + message + "\"");
  }

  private static Select select(Browser browser, String name) {
    return new Select(browser.see(".toolbar > .filters select[name=" + name + "]"));
  }

  private static void choose(Browser browser, String name, String text) {
    select(browser, name).selectByVisibleText(text);
  }

  private static String selected(Browser browser, String name) {
    return select(browser, name).getFirstSelectedOption().getText();
  }

  private static List<String> options(Browser browser, String name) {
    return select(browser, name).getOptions().stream().map(WebElement::getText).toList();
  }

  private static List<String> texts(Browser browser, String selector) {
    return browser.all(selector).stream().map(WebElement::getText).toList();
  }

  private static List<Integer> counts(Browser browser) {
    return texts(browser, "tr.issue-row .events").stream().map(Integer::valueOf).toList();
  }
}
