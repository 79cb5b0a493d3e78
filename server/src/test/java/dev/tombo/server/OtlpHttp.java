// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own for tests of what OpenTelemetry's clients may send, and how to ask it. */
abstract class OtlpHttp {
  static final String LOGS = "/v1/logs";
  static final String PROTOBUF = "application/x-protobuf";
  @TempDir static Path data;
  static TestServer server;
  static HttpClient client;

  @BeforeAll
  static void start() {
    server = TestServer.start(data);
    client = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @AfterEach
  void calm() {
    server.assertCalm();
  }

  static String record(String fields) {
    return "{\"timeUnixNano\":\"" + nanos() + "\"," + fields + "}";
  }

  static long nanos() {
    return Instant.now().getEpochSecond() * 1_000_000_000;
  }

  static String logs(String... records) {
    return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":["
        + String.join(",", records)
        + "]}]}]}";
  }

  static JsonNode issue(String search) {
    return server.get("/api/v1/issues?search=" + search.replace(" ", "+")).json().at("/items/0");
  }

  /** Status and body of the answer to a body in JSON. */
  static String json(String body) {
    HttpResponse<byte[]> answer = post(TestServer.JSON, body.getBytes(StandardCharsets.UTF_8));
    return answer.statusCode() + " " + text(answer);
  }

  static HttpResponse<byte[]> post(String type, byte[] body) {
    return send(request(LOGS, type), body);
  }

  static HttpRequest.Builder request(String path, String type) {
    return server
        .request(path)
        .header("Authorization", "Bearer " + TestServer.TOKEN)
        .header("Content-Type", type);
  }

  static HttpResponse<byte[]> send(HttpRequest.Builder request, byte[] body) {
    return exchange(request.POST(BodyPublishers.ofByteArray(body)));
  }

  static HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
