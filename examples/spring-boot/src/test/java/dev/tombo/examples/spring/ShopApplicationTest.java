// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a Tombo server has stored of an application that was asked a few things and stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShopApplicationTest {
  private List<JsonNode> issues = List.of();

  @BeforeAll
  void runTheShop(@TempDir Path data) throws Exception {
    try (StoredErrors stored = StoredErrors.start(data)) {
      try (RunningShop shop =
          RunningShop.start(
              "--tombo.endpoint=" + stored.endpoint(),
              "--tombo.token=" + StoredErrors.TOKEN,
              "--tombo.environment=test")) {
        assertThat(shop.ask("GET", "/prices/tea", "r-1")).isEqualTo(200);
        assertThat(shop.ask("GET", "/prices/mug", "r-2")).isEqualTo(500);
        assertThat(shop.ask("GET", "/prices/pot", "r-3")).isEqualTo(500);
        assertThat(shop.ask("POST", "/orders/41/payment", "r-4")).isEqualTo(502);
        assertThat(shop.ask("POST", "/orders/42/payment", "r-5")).isEqualTo(502);
        assertThat(shop.ask("POST", "/orders/none/payment", "r-6")).isEqualTo(400);
        assertThat(shop.ask("POST", "/orders/42/receipt?mail=ana@example.com", "r-7"))
            .isEqualTo(202);
        assertThat(shop.ask("POST", "/orders/42/receipt?mail=bruno", "r-8")).isEqualTo(202);
      }
      issues = stored.issues();
    }
  }

  @Test
  void exception_outOfAController_isOneIssueWithTheMdcOfItsRequest() {
    JsonNode issue = issue("java.lang.NumberFormatException");

    assertThat(issue.path("count").intValue()).isEqualTo(2);
    assertThat(issue.path("culprit").textValue()).isEqualTo(Prices.class.getName() + ".of");
    JsonNode event = issue.path("latestEvent");
    assertThat(event.path("logger").textValue())
        .startsWith("org.apache.catalina.core.")
        .endsWith("[dispatcherServlet]");
    assertThat(event.path("message").textValue()).startsWith("Servlet.service() for servlet");
    assertThat(event.at("/context/mdc/requestId").textValue()).isEqualTo("r-3");
    assertThat(event.path("environment").textValue()).isEqualTo("test");
    assertThat(ownFrames(event, 0)).containsExactly("Prices.of", "ShopController.price");
  }

  @Test
  void exception_loggedAndHandled_isOneIssueWithItsTemplateAndCause() {
    JsonNode issue = issue("java.net.ConnectException");

    assertThat(issue.path("count").intValue()).isEqualTo(2);
    assertThat(issue.path("culprit").textValue()).isEqualTo(Payments.class.getName() + ".charge");
    JsonNode event = issue.path("latestEvent");
    assertThat(event.path("logger").textValue()).isEqualTo(ShopController.class.getName());
    assertThat(event.path("template").textValue()).isEqualTo("Order {} is not paid");
    assertThat(event.at("/arguments/0").textValue()).isEqualTo("42");
    assertThat(event.at("/context/mdc/requestId").textValue()).isEqualTo("r-5");
    assertThat(event.path("exceptions").findValuesAsText("type"))
        .containsExactly(
            "org.springframework.web.client.ResourceAccessException", "java.net.ConnectException");
    assertThat(ownFrames(event, 0)).containsExactly("Payments.charge", "ShopController.pay");
  }

  @Test
  void exception_onAnotherThread_isOneIssueWithTheMdcOfItsRequest() {
    JsonNode issue = issue("java.lang.StringIndexOutOfBoundsException");

    assertThat(issue.path("count").intValue()).isEqualTo(1);
    assertThat(issue.path("culprit").textValue()).isEqualTo(Receipts.class.getName() + ".send");
    JsonNode event = issue.path("latestEvent");
    assertThat(event.path("logger").textValue()).endsWith(".SimpleAsyncUncaughtExceptionHandler");
    assertThat(event.at("/thread/name").textValue()).startsWith("task-");
    assertThat(event.at("/context/mdc/requestId").textValue()).isEqualTo("r-8");
    assertThat(ownFrames(event, 0)).startsWith("Receipts.send");
  }

  @Test
  void request_thatMakesNoSense_isNoIssue() {
    assertThat(issues).hasSize(3);
  }

  /** Returns the one issue of a title that begins so. */
  private JsonNode issue(String title) {
    assertThat(issues)
        .filteredOn(issue -> issue.path("title").asText().startsWith(title))
        .as(title + " among " + issues)
        .hasSize(1);
    return issues.stream()
        .filter(issue -> issue.path("title").asText().startsWith(title))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the frames of the application's own classes in one of an event's exceptions. */
  private static List<String> ownFrames(JsonNode event, int exception) {
    return event
        .at("/exceptions/" + exception + "/frames")
        .valueStream()
        .filter(frame -> frame.path("inApp").booleanValue())
        .map(
            frame ->
                frame.path("class").asText().replaceAll(".*\\.", "")
                    + "."
                    + frame.path("method").asText())
        .toList();
  }
}
