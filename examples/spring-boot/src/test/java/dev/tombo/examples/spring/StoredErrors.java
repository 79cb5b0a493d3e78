// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import dev.tombo.server.ServerConfig;
import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.TomboServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.web.client.RestClient;

/** A Tombo server inside a test, and what it has stored, read through its REST API. */
final class StoredErrors implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";

  private static final String EMAIL = "ana@example.com";
  private static final String PASSWORD = "long enough";

  private final TomboServer server;

  private StoredErrors(TomboServer server) {
    this.server = server;
  }

  static StoredErrors start(Path data) {
    ServerConfig config =
        ServerConfig.builder(data)
            .firstAccount(new FirstAccount(EMAIL, PASSWORD))
            .firstProject(new FirstProject("shop", TOKEN))
            .build();
    return new StoredErrors(TomboServer.start(config));
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Waits until all that was logged is stored; returns all issues with their latest events. */
  List<JsonNode> issues() {
    TomboOptions options = TomboOptions.builder().endpoint(endpoint()).token(TOKEN).build();
    // Shares the queue of the appender, which has the same endpoint and token.
    try (Tombo tombo = Tombo.create(options)) {
      assertThat(tombo.flush(Duration.ofMinutes(1))).isTrue();
    }
    RestClient anybody = RestClient.create(endpoint());
    JsonNode session =
        body(
            anybody
                .post()
                .uri("/api/v1/sessions")
                .body(Map.of("email", EMAIL, "password", PASSWORD)));
    RestClient person =
        anybody
            .mutate()
            .defaultHeader("Authorization", "Bearer " + session.path("accessToken").asText())
            .build();
    List<JsonNode> issues = new ArrayList<>();
    for (JsonNode item : body(person.get().uri("/api/v1/issues")).path("items")) {
      issues.add(body(person.get().uri("/api/v1/issues/{id}", item.path("id").asText())));
    }
    return issues;
  }

  @Override
  public void close() {
    server.close();
  }

  private static JsonNode body(RestClient.RequestHeadersSpec<?> request) {
    return Objects.requireNonNull(request.retrieve().body(JsonNode.class));
  }
}
