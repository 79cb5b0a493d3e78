// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The server's REST API, as a script of anybody's would use it. */
final class Api implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final String accessToken;

  /** Logs in. */
  Api(URI address, String email, String password)
      throws IOException, InterruptedException, DemoException {
    this.address = address;
    String body = JSON.writeValueAsString(Map.of("email", email, "password", password));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve("/api/v1/sessions"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    this.accessToken = send(request, Session.class).accessToken();
  }

  /** Returns all issues that are not archived. */
  List<Issue> issues() throws IOException, InterruptedException, DemoException {
    List<Issue> all = new ArrayList<>();
    String cursor = null;
    do {
      String query =
          "?limit=200"
              + (cursor == null
                  ? ""
                  : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address.resolve("/api/v1/issues" + query))
              .header("Authorization", "Bearer " + accessToken);
      Page page = send(request, Page.class);
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T send(HttpRequest.Builder builder, Class<T> type)
      throws IOException, InterruptedException, DemoException {
    HttpRequest request = builder.timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> response =
        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() / 100 != 2) {
      throw new DemoException(
          request.method()
              + " "
              + request.uri()
              + " answered "
              + response.statusCode()
              + " "
              + response.body());
    }
    return JSON.readValue(response.body(), type);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Session(String accessToken) {}

  private record Page(List<Issue> items, @Nullable String nextCursor) {}
}
