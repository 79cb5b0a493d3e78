// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A client of a server on this machine; each call but a log-in must succeed. Thread-safe. */
public final class Rest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;

  /** A client of the server on a port. */
  public Rest(int port) {
    address = "http://127.0.0.1:" + port;
  }

  /** What a path answers. */
  public String get(String path, String credential) {
    return send(request(path, credential).GET());
  }

  /** What a path answers to JSON that is sent there. */
  public String post(String path, String credential, String json) {
    return send(
        request(path, credential)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** What a path answers to a change. */
  public String patch(String path, String credential, String json) {
    return send(
        request(path, credential)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private HttpRequest.Builder request(String path, String credential) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + credential);
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
