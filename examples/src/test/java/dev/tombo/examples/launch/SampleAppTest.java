// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each sample application as the demo does and reads what it sends. */
final class SampleAppTest {
  private final List<JsonNode> events = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/events", this::accept);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @ParameterizedTest
  @MethodSource("dev.tombo.examples.launch.SampleApp#all")
  void app_run_sendsEachOfItsFailures(SampleApp app, @TempDir Path directory) throws Exception {
    String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
    Path output = directory.resolve("output");
    Process process = app.program("production", endpoint, "0".repeat(32)).start(output);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(() -> read(output)).isZero();
    assertThat(app.expected())
        .allSatisfy(
            name ->
                assertThat(events)
                    .as(() -> read(output))
                    .filteredOn(event -> tellsOf(event, name))
                    .hasSizeGreaterThanOrEqualTo(2));
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.path("origin").asText()).isEqualTo(app.origin());
              assertThat(event.path("environment").asText()).isEqualTo("production");
              assertThat(event.path("release").asText())
                  .isEqualTo(app.deployments().get("production"));
              assertThat(event.path("tags").path("team").asText()).isNotEmpty();
            });
  }

  private static boolean tellsOf(JsonNode event, String name) {
    String told =
        event.path("exceptions").findValuesAsText("type") + event.path("message").asText();
    return Pattern.compile(name).matcher(told).find();
  }

  private void accept(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    int accepted = 0;
    try (InputStream body = exchange.getRequestBody();
        InputStream plain = zipped ? new GZIPInputStream(body) : body) {
      for (JsonNode event : new ObjectMapper().readTree(plain).path("events")) {
        events.add(event);
        accepted++;
      }
    }
    String answer = "{\"accepted\":" + accepted + ",\"duplicates\":0,\"rejected\":[]}";
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
