// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets Sentry's clients for Node.js and browsers send to a real server: {@code mvn test -pl server
 * -Dtest=SentryJavascriptCampaign}. It needs Node.js, npm and Chromium, and fetches the clients.
 */
final class SentryJavascriptCampaign {
  private static final Path SOURCES = Path.of("src", "test", "javascript");
  private static final Path WORK = Path.of("target", "javascript").toAbsolutePath();

  @TempDir private Path data;
  private TestServer server;

  @BeforeAll
  static void install() throws IOException {
    Files.createDirectories(WORK);
    for (String name : List.of("package.json", "node.mjs", "browser.mjs")) {
      Files.copy(SOURCES.resolve(name), WORK.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    run(0, "npm", "install", "--no-audit", "--no-fund");
    run(
        0,
        "node_modules/.bin/esbuild",
        "browser.mjs",
        "--bundle",
        "--outfile=browser.js",
        "--log-level=error");
  }

  @BeforeEach
  void start() {
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void node_everything_isStoredAsItShould() {
    run(1, "node", "node.mjs", new SentryWire(server).dsn());

    assertThat(counts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "TypeError: Cannot read properties of undefined (reading 'discount')", 1L,
                "disk 91% full", 1L,
                "order 17 failed", 1L,
                "Error: large", 1L,
                "it broke", 1L,
                "RangeError: nobody catches this", 1L));
    JsonNode event = latest("TypeError");
    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("platform").asText()).isEqualTo("node");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.4.2");
    assertThat(event.path("environment").asText()).isEqualTo("staging");
    assertThat(event.path("origin").asText()).isEqualTo("web-1");
    assertThat(event.at("/user/username").asText()).isEqualTo("ann");
    assertThat(event.at("/tags/tier").asText()).isEqualTo("gold");
    assertThat(event.at("/breadcrumbs/0/message").asText()).isEqualTo("logged in");
    assertThat(event.at("/exceptions/0/message").asText()).isEqualTo("coupon X0 failed");
    assertThat(event.at("/exceptions/1/relation").asText()).isEqualTo("cause");
    assertThat(event.at("/exceptions/1/frames/0/method").asText()).isEqualTo("applyCoupon");
    assertThat(event.at("/exceptions/1/frames/0/context/line").asText()).contains("discount");
    assertThat(latest("disk").path("level").asText()).isEqualTo("warning");
    JsonNode uncaught = latest("RangeError");
    assertThat(uncaught.path("level").asText()).isEqualTo("fatal");
    assertThat(uncaught.path("handled").asText()).isEqualTo("false");
  }

  @Test
  void node_overQuota_goesQuiet() {
    server.patch("/api/v1/projects/1", "{\"dailyQuota\":0}");

    run(0, "node", "node.mjs", new SentryWire(server).dsn(), "5");

    assertThat(server.get("/metrics").body())
        .contains("route=\"/api/{project}/envelope[/]\",status=\"429\"} 1\n");
    assertThat(counts()).isEmpty();
  }

  @Test
  void browser_fromAnotherOrigin_isStored() throws IOException {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] html =
        "<!doctype html><body><script src=/browser.js></script>".getBytes(StandardCharsets.UTF_8);
    byte[] script = Files.readAllBytes(WORK.resolve("browser.js"));
    page.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestURI().getPath().endsWith(".js") ? script : html;
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    page.start();
    try {
      String dsn = URLEncoder.encode(new SentryWire(server).dsn(), StandardCharsets.UTF_8);
      String url = "http://localhost:" + page.getAddress().getPort() + "/?" + dsn;
      run(
          0,
          "chromium",
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--virtual-time-budget=20000",
          "--dump-dom",
          url);
    } finally {
      page.stop(0);
    }

    assertThat(counts().values()).containsExactly(1L, 1L, 1L);
    JsonNode event = latest("TypeError");
    assertThat(event.path("platform").asText()).isEqualTo("javascript");
    assertThat(event.path("release").asText()).isEqualTo("web@3.1.0");
    assertThat(event.at("/user/id").asText()).isEqualTo("b-1");
    assertThat(event.at("/tags/page").asText()).isEqualTo("cart");
    assertThat(event.at("/request/url").asText()).startsWith("http://localhost:");
    assertThat(event.at("/exceptions/0/frames/0/file").asText()).endsWith("/browser.js");
    assertThat(latest("slow render").path("level").asText()).isEqualTo("warning");
    assertThat(latest("RangeError").path("handled").asText()).isEqualTo("false");
  }

  /** How often each issue was counted, by title. */
  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode issue : server.get("/api/v1/issues").json().path("items")) {
      counts.merge(issue.path("title").asText(), issue.path("count").asLong(), Long::sum);
    }
    return counts;
  }

  private JsonNode latest(String title) {
    for (JsonNode issue : server.get("/api/v1/issues").json().path("items")) {
      if (issue.path("title").asText().contains(title)) {
        return server.get("/api/v1/issues/" + issue.path("id").asText()).json().path("latestEvent");
      }
    }
    throw new AssertionError("no issue: " + title);
  }

  private static void run(int status, String... command) {
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(List.of(command)))
              .directory(WORK.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command[0], output).isEqualTo(status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
