// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets OpenTelemetry's exporters for Node.js send, in both forms, and reads over REST what arrived.
 * Run by name, as it needs Node.js and npm's registry.
 */
class OpenTelemetryNodeCampaign {
  private static final Path PROGRAM = Path.of("src/test/node/opentelemetry");

  @TempDir private Path data;
  @TempDir private Path program;
  private TestServer server;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    for (String file : List.of("package.json", "client.js")) {
      Files.copy(PROGRAM.resolve(file), program.resolve(file));
    }
    run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
    server = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void export_ofNode_isTheSameInBothForms() throws IOException, InterruptedException {
    String address = server.server().address() + "/v1/logs";
    for (String form : List.of("json", "protobuf")) {
      run("node", "client.js", form, address, TestServer.TOKEN);
    }

    Map<String, JsonNode> events = events();
    assertThat(events.keySet())
        .containsExactly(
            "error shop-json", "error shop-protobuf", "fatal shop-json", "fatal shop-protobuf");
    for (String form : List.of("json", "protobuf")) {
      checkError(event(events, "error shop-" + form));
      checkCrash(event(events, "fatal shop-" + form));
    }
    assertThat(event(events, "error shop-json").path("issue"))
        .isEqualTo(event(events, "error shop-protobuf").path("issue"));
  }

  private static JsonNode event(Map<String, JsonNode> events, String name) {
    return java.util.Objects.requireNonNull(events.get(name), name);
  }

  private static void checkError(JsonNode event) {
    assertThat(event.path("message").asText()).isEqualTo("order 17 failed");
    assertThat(event.path("platform").asText()).isEqualTo("node");
    assertThat(event.path("release").asText()).isEqualTo("checkout@1.4.0");
    assertThat(event.path("environment").asText()).isEqualTo("staging");
    assertThat(event.path("origin").asText()).isEqualTo("web-1");
    assertThat(event.at("/user/id").asText()).isEqualTo("u-1");
    assertThat(event.at("/tags/tenant").asText()).isEqualTo("acme");
    assertThat(event.at("/tags/service.name").asText()).isEqualTo("checkout");
    assertThat(event.path("exceptions")).hasSize(1);
    assertThat(event.at("/exceptions/0/type").asText()).isEqualTo("TypeError");
    assertThat(event.at("/exceptions/0/message").asText())
        .isEqualTo("Cannot read properties of null (reading 'items')");
    JsonNode frame = event.at("/exceptions/0/frames/0");
    assertThat(frame.path("method").asText()).isEqualTo("fail");
    assertThat(frame.path("file").asText()).endsWith("/client.js").startsWith("/");
    assertThat(frame.path("line").asInt()).isEqualTo(30);
    assertThat(frame.path("column").asInt()).isPositive();
  }

  private static void checkCrash(JsonNode event) {
    assertThat(event.path("message").asText()).isEqualTo("{\"event\":\"crash\",\"code\":9}");
    assertThat(event.path("template").asText()).isEqualTo("app.crash");
    assertThat(event.at("/tags/event.name").asText()).isEqualTo("app.crash");
  }

  private Map<String, JsonNode> events() {
    Map<String, JsonNode> events = new TreeMap<>();
    for (JsonNode issue : server.get("/api/v1/issues").json().path("items")) {
      String path = "/api/v1/issues/" + issue.path("id").asText() + "/events";
      for (JsonNode listed : server.get(path).json().path("items")) {
        JsonNode event = server.event(listed.path("id").asText()).json();
        events.put(event.path("level").asText() + " " + event.path("logger").asText(), event);
      }
    }
    return events;
  }

  private void run(String... command) throws IOException, InterruptedException {
    Path output = program.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(program.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
