// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.model.Account;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Takes credentials away behind a real server's back, as the command line does. */
class RevocationHttpTest {
  private static final String PASSWORD = "correct horse";

  @TempDir private Path data = Path.of("");

  /** A server, its people, and the store of another process. */
  private record Scene(TomboServer server, HttpClient client, Store elsewhere) {
    Account ana() {
      return elsewhere.accounts().findByEmail("ana@example.com").orElseThrow();
    }

    String logIn() {
      String json = "{\"email\":\"ana@example.com\",\"password\":\"" + PASSWORD + "\"}";
      return field(send("POST", "/api/v1/sessions", json, ""), "accessToken");
    }

    String personalToken(String accessToken) {
      String json = "{\"name\":\"ci\",\"scopes\":[\"read\"]}";
      return field(send("POST", "/api/v1/me/tokens", json, accessToken), "token");
    }

    int status(String credential) {
      return Integer.parseInt(send("GET", "/api/v1/issues", "", credential).substring(0, 3));
    }

    private static String field(String answer, String name) {
      return Answer.read(answer.substring(3)).path(name).asText();
    }

    private String send(String method, String path, String json, String credential) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + credential)
                .method(method, BodyPublishers.ofString(json))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + response.body();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void credentials_revokedElsewhere_sqlite() {
    ServerConfig.Builder config = ServerConfig.builder(data);
    play(config, () -> JdbcStore.sqlite(data.resolve("tombo.db")));
  }

  @Test
  void credentials_revokedElsewhere_postgresql() throws IOException {
    try (EmbeddedPostgres database =
        EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
      String url = database.getJdbcUrl("postgres", "postgres");
      play(ServerConfig.builder(data).databaseUrl(url), () -> JdbcStore.postgres(url, "", ""));
    }
  }

  private static void play(ServerConfig.Builder config, Supplier<Store> openElsewhere) {
    config.firstAccount(new FirstAccount("ana@example.com", PASSWORD));
    try (TomboServer server = TomboServer.start(config.build());
        HttpClient client = HttpClient.newHttpClient();
        Store elsewhere = openElsewhere.get()) {
      Scene scene = new Scene(server, client, elsewhere);
      revokeTokens(scene);
      changePassword(scene);
    }
  }

  private static void revokeTokens(Scene scene) {
    String token = scene.personalToken(scene.logIn());
    assertThat(scene.status(token)).isEqualTo(200);

    assertThat(scene.elsewhere().personalTokens().revokeAll(scene.ana().id(), Instant.now()))
        .isEqualTo(1);

    assertThat(scene.status(token)).isEqualTo(401);
  }

  private static void changePassword(Scene scene) {
    String accessToken = scene.logIn();
    String token = scene.personalToken(accessToken);
    assertThat(scene.status(accessToken)).isEqualTo(200);

    assertThat(
            scene
                .elsewhere()
                .accounts()
                .setPassword(scene.ana().id(), "another hash", Instant.now()))
        .isTrue();

    assertThat(scene.status(accessToken)).isEqualTo(401);
    assertThat(scene.status(token)).as("a script goes on").isEqualTo(200);
    assertThat(scene.logIn()).as("with the old password").isEmpty();
  }
}
