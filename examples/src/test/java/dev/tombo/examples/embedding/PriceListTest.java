// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import dev.tombo.server.ServerConfig;
import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.ServerConfig.FirstProject;
import dev.tombo.server.TomboServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application reports, read back from a Tombo server that lives as long as the test. */
final class PriceListTest {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String LOGIN = "{\"email\":\"ana@acme.com\",\"password\":\"long enough\"}";
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void read_ofUnreadablePrices_storesThemAsOneIssue(@TempDir Path data) throws Exception {
    ServerConfig config =
        ServerConfig.builder(data)
            .firstAccount(new FirstAccount("ana@acme.com", "long enough"))
            .firstProject(new FirstProject("shop", TOKEN))
            .build();
    try (TomboServer server = TomboServer.start(config)) {
      URI api = URI.create("http://127.0.0.1:" + server.port());
      TomboOptions options = TomboOptions.builder().endpoint(api.toString()).token(TOKEN).build();
      try (Tombo tombo = Tombo.create(options)) {
        new PriceList(tombo).read(List.of("tea;4.50", "mug;12,00", "pot;9,90"));
        assertThat(tombo.flush(Duration.ofMinutes(1))).isTrue(); // What is sent is stored.
      }

      HttpRequest.Builder login = HttpRequest.newBuilder(api.resolve("/api/v1/sessions"));
      String person = ask(login.POST(BodyPublishers.ofString(LOGIN))).path("accessToken").asText();
      HttpRequest.Builder list = HttpRequest.newBuilder(api.resolve("/api/v1/issues"));
      JsonNode issues = ask(list.header("Authorization", "Bearer " + person)).path("items");
      assertThat(issues.findValuesAsText("count")).containsExactly("2");
      assertThat(issues.at("/0/culprit").asText()).isEqualTo(PriceList.class.getName() + ".read");
    }
  }

  private JsonNode ask(HttpRequest.Builder request) throws Exception {
    String body = client.send(request.build(), BodyHandlers.ofString()).body();
    return new ObjectMapper().readTree(body);
  }
}
