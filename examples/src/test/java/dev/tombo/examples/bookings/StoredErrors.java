// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tombo.TomboOptions;
import dev.tombo.server.ServerConfig;
import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.TomboServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** A Tombo server inside a test, and what it has stored, read through its REST API. */
final class StoredErrors implements AutoCloseable {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String EMAIL = "ana@example.com";
  private static final String PASSWORD = "correct-horse";

  private final TomboServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private StoredErrors(TomboServer server) {
    this.server = server;
  }

  static StoredErrors start(Path data) {
    ServerConfig config =
        ServerConfig.builder(data)
            .firstAccount(new FirstAccount(EMAIL, PASSWORD))
            .firstProject(new FirstProject("hotel", TOKEN))
            .build();
    return new StoredErrors(TomboServer.start(config));
  }

  /** Returns what a client needs to send here. */
  TomboOptions.Builder options() {
    return TomboOptions.builder().endpoint(address("").toString()).token(TOKEN);
  }

  /** Returns all issues, the latest seen first. */
  JsonNode issues() throws IOException, InterruptedException {
    return get("/api/v1/issues").path("items");
  }

  /** Returns an event by its id. */
  JsonNode event(String id) throws IOException, InterruptedException {
    return get("/api/v1/projects/1/events/" + id);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    String login = "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}";
    JsonNode session =
        send(
            HttpRequest.newBuilder(address("/api/v1/sessions"))
                .POST(BodyPublishers.ofString(login)));
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Authorization", "Bearer " + session.path("accessToken").textValue()));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(client.send(request.build(), BodyHandlers.ofString()).body());
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
