// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tombo.server.ServerConfig.FirstAccount;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made at the first start, with settings that stay for every start. */
final class FirstStartTest {
  private static final String BATCH = "{\"events\":[{\"message\":\"m\"}]}";

  @TempDir Path data;

  @Test
  void start_again_makesNothingMore() {
    TestServer.start(data).close();

    try (TestServer server = TestServer.start(data)) {
      assertThat(server.get("/api/v1/projects/1").json().path("name").asText()).isEqualTo("shop");
      assertThat(server.get("/api/v1/projects/1/tokens").json().path("items")).hasSize(1);
      assertThat(server.get("/api/v1/projects/2").status()).isEqualTo(404);
    }
  }

  @Test
  void start_afterTheProjectWasDeleted_doesNotMakeItAgain() {
    try (TestServer server = TestServer.start(data)) {
      String shop = "/api/v1/projects/1";
      assertThat(server.send("DELETE", shop, "", server.accessToken()).status()).isEqualTo(204);
    }

    try (TestServer server = TestServer.start(data)) {
      assertThat(server.post(BATCH).status()).isEqualTo(401);
    }
    try (Store store = store()) {
      assertThat(store.projects().all()).isEmpty();
    }
  }

  @Test
  void start_afterItsAccountLeftTheProject_leavesBothAsTheyAre() {
    TestServer.start(data).close();
    try (Store store = store()) {
      store.projects().setMember(1, 1, Optional.empty(), Instant.EPOCH);
    }

    try (TestServer server = TestServer.start(data)) {
      assertThat(server.get("/api/v1/projects/1").status()).isEqualTo(404);
    }
    try (Store store = store()) {
      assertThat(store.projects().all()).hasSize(1);
      assertThat(store.projects().members(1)).isEmpty();
    }
  }

  @Test
  void start_withAPasswordThatIsGuessedFirst_isRefusedAndMakesNothing() {
    ServerConfig config =
        ServerConfig.builder(data)
            .firstAccount(new FirstAccount("ana@example.com", "swordfish"))
            .build();

    assertThatThrownBy(() -> TomboServer.start(config).close())
        .isInstanceOf(BadSettingException.class)
        .hasMessage("admin-password: one of those that are guessed first");
    try (Store store = store()) {
      assertThat(store.accounts().any()).isFalse();
    }
  }

  private Store store() {
    return JdbcStore.sqlite(data.resolve("tombo.db"));
  }
}
