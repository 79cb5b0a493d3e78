// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends to a server as Sentry's clients do; what it answers is not of our own form. */
final class SentryWire {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final TestServer server;

  SentryWire(TestServer server) {
    this.server = server;
  }

  /** Where a client of the first project sends. */
  String dsn() {
    return "http://" + TestServer.TOKEN + "@127.0.0.1:" + server.server().port() + "/1";
  }

  Reply envelope(String body, String... headers) {
    return envelope(body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Reply envelope(byte[] body, String... headers) {
    return post("/api/1/envelope/?sentry_key=" + TestServer.TOKEN, body, headers);
  }

  Reply store(String body, String... headers) {
    String path = "/api/1/store/?sentry_key=" + TestServer.TOKEN;
    return post(path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Reply post(String path, byte[] body, String... headers) {
    return send(path, "POST", BodyPublishers.ofByteArray(body), headers);
  }

  Reply send(String path, String method, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.server().port() + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Reply(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What was answered. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
      return Answer.read(response.body());
    }

    String detail() {
      return json().path("detail").asText();
    }
  }

  /** An item of an envelope with its length. */
  static String item(String type, String payload) {
    int length = payload.getBytes(StandardCharsets.UTF_8).length;
    return "{\"type\":\"" + type + "\",\"length\":" + length + "}\n" + payload + "\n";
  }
}
