// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Speaks to one server over HTTP, as an application and as a person. Thread-safe. */
final class RestClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private final URI server;

  RestClient(URI server) {
    this.server = server;
  }

  /**
   * What became of a batch.
   *
   * @param status of HTTP; the numbers are 0 unless it is 200
   * @param retryAfter when to come again; empty where that is not said
   * @param text the reply
   */
  record Answer(
      int status, int accepted, int duplicates, int rejected, String retryAfter, String text) {
    private static Answer of(HttpResponse<String> response) {
      String text = response.body();
      if (response.statusCode() != 200) {
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        return new Answer(response.statusCode(), 0, 0, 0, retryAfter, text);
      }
      try {
        JsonNode json = JSON.readTree(text);
        return new Answer(
            200,
            json.path("accepted").asInt(),
            json.path("duplicates").asInt(),
            json.path("rejected").size(),
            "",
            text);
      } catch (IOException e) {
        return new Answer(0, 0, 0, 0, "", "not JSON: " + text);
      }
    }
  }

  /** Sends a batch; fails with an {@link IOException} if no whole reply comes. */
  CompletableFuture<Answer> send(SentBatch batch, Instant sentAt) {
    HttpRequest.Builder request =
        request("/api/v1/events", ServerProcess.API_TOKEN)
            .header("Content-Type", batch.lines() ? "application/x-ndjson" : "application/json")
            .POST(BodyPublishers.ofByteArray(batch.body(sentAt)));
    if (batch.gzip()) {
      request.header("Content-Encoding", "gzip");
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** What a path answers to anybody: its status and text. */
  String ask(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT).build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    return response.statusCode() + " " + response.body().strip();
  }

  /** Logs in; answers the access token. */
  String login() throws IOException, InterruptedException {
    Map<String, String> who =
        Map.of("email", ServerProcess.EMAIL, "password", ServerProcess.PASSWORD);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1/sessions"))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(who)))
            .build();
    return read(request).path("accessToken").asText();
  }

  /**
   * All the items of a list, page by page.
   *
   * @param path with a query
   */
  List<JsonNode> list(String path, String accessToken) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = read(request(path + cursor, accessToken).GET().build());
      page.path("items").forEach(items::add);
      cursor = page.path("nextCursor").isTextual() ? page.path("nextCursor").asText() : "";
      cursor = cursor.isEmpty() ? "" : "&cursor=" + cursor;
    } while (!cursor.isEmpty());
    return items;
  }

  private JsonNode read(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          request.uri() + " answers " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private HttpRequest.Builder request(String path, String bearer) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + bearer);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
