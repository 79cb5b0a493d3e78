// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.openqa.selenium.Keys;

/**
 * Takes a picture of every screen in every view: {@code dev.tombo.browser.Screenshots [directory]}.
 */
final class Screenshots {
  private final Browser browser;
  private final Path folder;
  private final View view;

  private Screenshots(Browser browser, Path folder, View view) {
    this.browser = browser;
    this.folder = folder;
    this.view = view;
  }

  /** Takes them all. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length > 0 ? args[0] : "screenshots");
    try (Stage stage = Stage.played(Files.createTempDirectory("tombo-screenshots"))) {
      List<String> events = Samples.busy(Instant.now());
      stage.send(events);
      stage.send(List.of(Samples.hostile(), Samples.endless(), Samples.arabic()));
      for (View view : View.all()) {
        try (Browser browser = Browser.open(stage.address(), view)) {
          new Screenshots(browser, folder, view).take();
        }
      }
    }
    for (View view : View.all()) {
      // One each: who shows the same wrong link eight times is made to wait.
      try (Stage stage = Stage.open(Files.createTempDirectory("tombo-screenshots"));
          Browser browser = Browser.open(stage.address(), view)) {
        new Screenshots(browser, folder, view).outside();
      }
    }
    System.out.println("Pictures are in " + folder.toAbsolutePath());
  }

  private void take() {
    browser.go("/login");
    browser.see("input[type=email]");
    picture("log-in");
    browser.logIn(Stage.EMAIL, Stage.PASSWORD);
    list();
    states();
    issues();
    settings();
  }

  private void outside() {
    browser.go("/signup");
    browser.see("input[type=email]");
    picture("sign-up");
    browser.go("/forgotten");
    browser.see("h1");
    picture("forgotten");
    browser.go("/invitation#gone");
    browser.see("h1");
    picture("invitation-gone");
    browser.go("/reset-password#gone");
    browser.see("input[type=password]");
    picture("reset-password");
  }

  private void issues() {
    issue("NullPointerException");
    picture("issue");
    browser.run("document.querySelector('#details').scrollIntoView()");
    picture("issue-stack");
    issue("alert");
    picture("issue-hostile");
  }

  private void issue(String search) {
    browser.go("/issues?search=" + search);
    browser.see("tr.issue-row a").click();
    browser.see(".chart canvas");
  }

  private void settings() {
    browser.go("/projects/1");
    browser.see("#tokens li");
    picture("project");
    browser.run("document.querySelector('#tokens').scrollIntoView()");
    picture("project-tokens");
    browser.go("/projects/new");
    browser.see("main input[name=name]");
    picture("project-new");
    browser.see("main input[name=name]").sendKeys(view.toString(), Keys.ENTER);
    browser.see(".first-event .spinner");
    picture("project-waiting");
    browser.go("/account");
    browser.see("#personal-tokens input[name=name]");
    picture("account");
  }

  private void list() {
    browser.go("/issues?sort=count");
    browser.see("tr.issue-row .sparkline");
    picture("issues");
    browser.see("tr.issue-row .tick label").click();
    picture("issues-selected");
    browser.see(".bulk [data-action=delete]").click();
    browser.see("dialog[open]");
    picture("issues-delete");
    browser.press(Keys.ESCAPE);
    browser.seeNo("dialog[open]");
    browser.see(".more-filters").click();
    browser.see("#more-filters");
    picture("issues-filters");
    browser.press(Keys.ESCAPE);
    browser.see("button.person").click();
    browser.see("#person-menu");
    picture("person-menu");
    browser.press(Keys.ESCAPE);
    browser.press("?");
    browser.see("dialog.key-help[open]");
    picture("keys");
    browser.press(Keys.ESCAPE);
  }

  private void states() {
    browser.go("/issues?search=nothing-like-it");
    browser.see(".blank");
    picture("issues-none-found");
    browser.go("/issues?status=archived");
    browser.see(".blank");
    picture("issues-none-archived");
    browser.go("/issues?search=alert");
    browser.see("tr.issue-row .sparkline");
    picture("issues-hostile");
  }

  private void picture(String name) {
    browser.picture(folder.resolve(name + "-" + view + ".png"));
  }
}
