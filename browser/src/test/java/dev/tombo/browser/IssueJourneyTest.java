// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import dev.tombo.browser.View.Device;
import dev.tombo.browser.View.Language;
import dev.tombo.browser.View.Theme;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
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

/** Looks into an issue, and decides about it. */
@EnabledIf("dev.tombo.browser.Chromium#wanted")
final class IssueJourneyTest {
  private static final View DESK = new View(Device.DESK, Language.PT, Theme.LIGHT);

  @TempDir private static Path folder;
  private static Stage stage;
  private static String printed = "";

  @BeforeAll
  static void start() {
    stage = Stage.empty(folder);
    Exception thrown = failure();
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    printed = text.toString();
    TomboOptions options =
        TomboOptions.builder()
            .endpoint(stage.address())
            .token(Stage.TOKEN)
            .environment("production")
            .origin("app.server.com.br")
            .inApp("dev.tombo.browser")
            .build();
    try (Tombo tombo = Tombo.create(options)) {
      var unused = tombo.capture(thrown);
      assertThat(tombo.flush(Duration.ofSeconds(30))).isTrue();
    }
    HostileEvent.send(stage);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void issue_inEachView_showsAllOfItself(View view) {
    try (Browser browser = Browser.open(stage.address(), view)) {
      boolean portuguese = view.language() == Language.PT;
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/issues/1-1");
      String heading = browser.see("h1", "app.server.com.br").getText();

      assertThat(heading)
          .matches(
              portuguese
                  ? "Erro no app\\.server\\.com\\.br em \\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d"
                  : "Error on app\\.server\\.com\\.br at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
      browser.see("#title", portuguese ? "Título" : "Title");
      browser.see("#details", portuguese ? "Detalhes" : "Details");
      browser.see("[data-fact=count]", portuguese ? "Eventos" : "Events");
      browser.see(
          "[data-fact=collected]",
          portuguese ? "Coletado por\nToken do usuário ana" : "Collected by\nToken of user ana");
      browser.see(".badge", "error");
      browser.see(".chart canvas");
      browser.see(".frame.own", "failure");
      browser.see(".frame-toggle").click();
      browser.see(".frame.library");
      Looks.assertGood(browser);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.browser.View#all")
  void issue_ofAHostileEventWithAThousandFrames_isText(View view) {
    try (Browser browser = Browser.open(stage.address(), view)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/issues?search=onerror");
      assertThat(browser.see("tr.issue-row a.title").getText()).startsWith(HostileEvent.MARKUP);
      assertThat(browser.see("tr.issue-row .origin").getText()).isEqualTo(HostileEvent.MARKUP);
      browser.see("tr.issue-row a.title").click();
      browser.see("h1", HostileEvent.MARKUP);
      browser.see("tombo-event-list a");
      for (String place :
          List.of("#tags", "#request", "#user", "#context", "#breadcrumbs", "#notes", ".frames")) {
        browser.see(place, HostileEvent.MARKUP);
      }
      browser.all("details > summary").forEach(WebElement::click);
      browser.see("#modules", HostileEvent.MARKUP);

      assertThat(browser.all("main img, main script, main iframe, main form")).isEmpty();
      assertThat(browser.run("return window.hurt === undefined")).isEqualTo(true);
      assertThat(browser.all(".frame.own").size()).isGreaterThan(300);
      if (view.theme() == Theme.DARK && view.language() == Language.EN) {
        Looks.assertGood(browser);
      } else {
        Looks.assertFits(browser);
      }
    }
  }

  @Test
  void stack_asText_isWhatJavaPrints() {
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/issues/1-1");
      browser.see(".stack-tools button", "Texto").click();

      String text = browser.see(".stack-plain").getDomProperty("textContent");

      // Java's modules are not among what clients send.
      assertThat(text).isEqualTo(printed.replaceAll("\tat [\\w.]+(@[\\w.]+)?/", "\tat "));
    }
  }

  @Test
  void actions_onAnIssue_areDoneAndUndone() {
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/issues/1-1");
      browser.see(".issue-actions button", "Arquivar").click();
      browser.see(".status", "arquivado");
      browser.see(".toast button", "Desfazer").click();
      browser.see(".status", "não resolvido");
      browser.press("r");
      browser.see(".status", "resolvido");
      browser.see(".issue-actions button", "Reabrir");
      browser.press("r");
      browser.see(".issue-actions button", "Resolver");
      browser.press("?");
      browser.see("dialog[open]", "evento anterior, próximo");
      browser.press(Keys.ESCAPE);
      browser.see(".issue-actions button", "Resolver").click();
      browser.see(".status", "resolvido");
      browser.see(".issue-actions button", "Reabrir").click();
      browser.see(".status", "não resolvido");
      browser.see(".issue-actions button", "Apagar").click();
      browser.see("dialog button", "Cancelar").click();
      browser.seeNo("dialog");

      browser.see(".issue-top a", "Voltar").click();

      browser.seeAddress("/issues?project=1");
      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void events_ofAnIssue_areSteppedThrough() {
    for (int i = 0; i < 60; i++) {
      stage.send("{\"message\":\"cart is empty\",\"origin\":\"shop-" + i + "\"}");
    }
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/issues/1-3");
      browser.see("h1", "shop-59");
      browser.see(".steps a[aria-label='Evento anterior']").click();
      browser.see("h1", "shop-58");
      browser.driver().navigate().refresh();
      browser.see("h1", "shop-58");
      browser.see(".steps a[aria-label='Próximo evento']").click();
      browser.see("h1", "shop-59");
      browser.see(".event-row", "shop-35").click();
      browser.see("h1", "shop-35");
      browser.see(".steps button[aria-label='Evento anterior']").click();
      browser.see("h1", "shop-34");
      browser.see("tombo-event-list .button", "Carregar mais eventos").click();
      browser.until("all events", driver -> browser.all(".event-row").size() == 60);
      browser.see("li:last-child > .event-row", "shop-0").click();
      browser.see("h1", "shop-0");

      assertThat(browser.console()).isEmpty();
    }
  }

  @Test
  void issue_thatIsNotThere_saysSoAndOffersTheWayBack() {
    try (Browser browser = Browser.open(stage.address(), DESK)) {
      browser.logIn(Stage.EMAIL, Stage.PASSWORD);
      browser.go("/issues/1-999");

      browser.see(".blank", "Não encontrado");
      browser.see("a.button", "Voltar");
    }
  }

  private static Exception failure() {
    try {
      List.of(1, 2, 3).stream().map(IssueJourneyTest::fail).forEach(one -> {});
      throw new AssertionError("it did not fail");
    } catch (IllegalStateException e) {
      IOException failure = new IOException("order 42 failed", e);
      failure.addSuppressed(new IllegalArgumentException("close", new Error()));
      return failure;
    }
  }

  private static int fail(int order) {
    if (order > 0) {
      throw new IllegalStateException("no stock for " + order + "\n\tin two lines");
    }
    return order;
  }
}
