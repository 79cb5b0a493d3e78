// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server from an address of this machine. Thread-safe. */
final class Visitor implements AutoCloseable {
  private final URI server;
  private final HttpClient client;

  Visitor(URI server, String from) throws UnknownHostException {
    this.server = server;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .localAddress(InetAddress.getByName(from))
            .build();
  }

  /** The status of a log-in. */
  int logIn(String email, String password) throws IOException, InterruptedException {
    return logInFor(email, password).statusCode();
  }

  HttpResponse<String> logInFor(String email, String password)
      throws IOException, InterruptedException {
    String json = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    return send(request("/api/v1/sessions").POST(BodyPublishers.ofString(json)));
  }

  /** The status of a question. */
  int get(String path, String header, String value) throws IOException, InterruptedException {
    return send(request(path).header(header, value)).statusCode();
  }

  /** The status of a batch. */
  int post(byte[] batch, String coding) throws IOException, InterruptedException {
    return send(request(TestServer.EVENTS)
            .header("Authorization", "Bearer " + TestServer.TOKEN)
            .header("Content-Type", TestServer.JSON)
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(batch)))
        .statusCode();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofMinutes(2));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
  }
}
