// SPDX-License-Identifier: Apache-2.0
package dev.tombo.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium without a window that looks at one server. Not thread-safe. */
final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;
  private final String address;
  private final View view;

  private Browser(ChromeDriver driver, String address, View view) {
    this.driver = driver;
    this.address = address;
    this.view = view;
  }

  /** Opens one in a view, at no page yet. */
  static Browser open(String address, View view) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(Chromium.program("chromium").toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        "--force-prefers-reduced-motion");
    options.setExperimentalOption("prefs", Map.of("intl.accept_languages", view.language().tag));
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Chromium.program("chromedriver").toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options), address, view);
    browser.look();
    return browser;
  }

  private void look() {
    resize(view.device().width, view.device().height);
    driver.executeCdpCommand(
        "Emulation.setTouchEmulationEnabled", Map.of("enabled", view.device().touch));
    String scheme = view.theme().name().toLowerCase(Locale.ROOT);
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Makes the page another size. */
  void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            width,
            "height",
            height,
            "deviceScaleFactor",
            1,
            "mobile",
            view.device().touch));
  }

  /** How it is looked at. */
  View view() {
    return view;
  }

  /** Goes to a path of the server. */
  void go(String path) {
    driver.get(address + path);
  }

  /** Logs in as somebody on the page for it. */
  void logIn(String email, String password) {
    go("/login");
    see("input[type=email]").sendKeys(email);
    see("input[type=password]").sendKeys(password, Keys.ENTER);
    see("tombo-header");
  }

  /** Waits for an element that can be seen. */
  WebElement see(String selector) {
    return until(
        selector,
        driver -> {
          for (WebElement one : driver.findElements(By.cssSelector(selector))) {
            if (one.isDisplayed()) {
              return one;
            }
          }
          return null;
        });
  }

  /** Waits for an element that can be seen and has a text among its own. */
  WebElement see(String selector, String text) {
    return until(
        selector + " with " + text,
        driver -> {
          for (WebElement one : driver.findElements(By.cssSelector(selector))) {
            if (one.isDisplayed() && one.getText().contains(text)) {
              return one;
            }
          }
          return null;
        });
  }

  /** Waits until no element of the kind can be seen. */
  void seeNo(String selector) {
    until(
        "no " + selector,
        driver ->
            driver.findElements(By.cssSelector(selector)).stream()
                .noneMatch(WebElement::isDisplayed));
  }

  /** Waits until the address ends so, the server's left out. */
  void seeAddress(String end) {
    until("the address " + end, driver -> String.valueOf(driver.getCurrentUrl()).endsWith(end));
  }

  /** All elements of a kind that are there now. */
  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Presses keys wherever the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Waits until something holds. */
  <T> T until(String what, ExpectedCondition<T> condition) {
    return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50))
        .withMessage(() -> what + " at " + driver.getCurrentUrl() + "; console: " + console())
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  /** The value of a script. */
  @Nullable Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** The driver, for libraries that take one. */
  ChromeDriver driver() {
    return driver;
  }

  /** What the console said since this was last asked that is at least a warning. */
  List<String> console() {
    List<String> said = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        said.add(entry.getMessage());
      }
    }
    return said;
  }

  /** Takes a picture of what is to be seen. */
  void picture(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
