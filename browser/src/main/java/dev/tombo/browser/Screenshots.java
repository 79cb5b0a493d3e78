// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.Keys;

/**
 * Takes a picture of every screen in every view: {@code dev.tombo.browser.Screenshots [directory]}.
 */
final class Screenshots {
  private static final Map<String, String> NAMES =
      Map.of("onerror", "hostile", "فشل", "right-to-left", "gateway timed out", "endless");

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
      stage.send(Samples.busy(Instant.now()));
      stage.send(List.of(Samples.endless(), Samples.arabic()));
      HostileEvent.send(stage);
      for (View view : View.all()) {
        try (Browser browser = Browser.open(stage.address(), view)) {
          new Screenshots(browser, folder, view).take();
        }
      }
    }
    for (View view : View.all()) {
      // A server for each: who shows the same wrong link eight times is made to wait.
      try (Stage stage = Stage.open(Files.createTempDirectory("tombo-screenshots"));
          Browser browser = Browser.open(stage.address(), view)) {
        new Screenshots(browser, folder, view).outside(stage);
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

  private void outside(Stage stage) {
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
    browser.logIn(Stage.EMAIL, Stage.PASSWORD);
    browser.see(".blank");
    picture("issues-none-yet");
    away(stage);
  }

  /** The server is away, and stays it. */
  private void away(Stage stage) {
    stage.send(Samples.busy(Instant.now()));
    browser.go("/issues?sort=count");
    browser.see("tr.issue-row .sparkline");
    stage.stop();
    browser.run("document.dispatchEvent(new Event('visibilitychange'))");
    browser.see("tombo-connection .offline");
    picture("issues-away");
    browser.see(".tabs a:last-child").click();
    browser.see(".blank");
    picture("issues-failed");
  }

  private void issues() {
    issue("Read timed out");
    picture("issue");
    browser.run("document.querySelector('#details').scrollIntoView()");
    picture("issue-stack");
    browser.see(".frame-toggle").click();
    picture("issue-frames");
    browser.see(".stack-tools button[aria-pressed=false]").click();
    picture("issue-text");
    browser.run("document.querySelector('#events').scrollIntoView()");
    picture("issue-events");
    for (String kind : List.of("onerror", "فشل", "gateway timed out")) {
      issue(kind);
      picture("issue-" + NAMES.get(kind));
      browser.run("document.querySelector('#details').scrollIntoView()");
      picture("issue-stack-" + NAMES.get(kind));
    }
  }

  private void issue(String search) {
    browser.go("/issues?search=" + search);
    browser.see("tr.issue-row a").click();
    browser.see(".chart canvas");
  }

  private void settings() {
    browser.go("/projects/1");
    browser.see("#tokens li");
    browser.see(".first-event.good");
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
    browser.run("document.querySelector('#personal-tokens').scrollIntoView()");
    picture("account-tokens");
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
    for (Map.Entry<String, String> one : NAMES.entrySet()) {
      browser.go("/issues?search=" + one.getKey());
      browser.see("tr.issue-row .sparkline");
      picture("issues-" + one.getValue());
    }
    browser.go("/issues/1-99999");
    browser.see(".blank");
    picture("issue-not-found");
  }

  private void picture(String name) {
    browser.picture(folder.resolve(name + "-" + view + ".png"));
  }
}
