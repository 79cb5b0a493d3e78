// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.auth.Accounts;
import dev.tombo.server.auth.Passwords;
import dev.tombo.server.model.Actor;
import dev.tombo.server.store.Store;
import dev.tombo.server.store.jdbc.JdbcStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the first account of a real server by its one-time code, and tries to without it. */
class SetupHttpTest {
  private static final String SETUP = "/api/v1/setup";

  @TempDir private Path data = Path.of("");
  private final TestLog log = TestLog.listen();
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable TomboServer started;

  @BeforeEach
  void start() {
    started = TomboServer.start(ServerConfig.of(data));
  }

  @AfterEach
  void stop() {
    client.close();
    server().close();
    log.close();
    log.assertCalm();
  }

  @Test
  void setup_byTheCode_makesTheAccountThatLogsIn() throws Exception {
    assertThat(get().json().path("needed").booleanValue()).isTrue();

    Answer answer = post(code(), "Ana@Example.com", "correct horse", ",\"name\":\"Ana Sá\"");

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body())
        .isEqualTo("{\"id\":\"1\",\"email\":\"ana@example.com\",\"name\":\"Ana Sá\"}");
    assertThat(get().json().path("needed").booleanValue()).isFalse();
    Answer logIn =
        send("/api/v1/sessions", "{\"email\":\"ana@example.com\",\"password\":\"correct horse\"}");
    assertThat(logIn.status()).isEqualTo(200);
    Answer again = post(code(), "rui@example.com", "battery staple", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().path("type").asText()).isEqualTo("/problems/conflict");
  }

  @Test
  void setup_badAccount_isNamedAndKeepsTheCode() throws Exception {
    assertThat(post(code(), "ana", "correct horse", "").detail()).startsWith("email: ");
    assertThat(post(code(), "ana@example.com", "short", "").detail()).startsWith("password: ");
    assertThat(post(code(), "ana@example.com", "correct horse", ",\"name\":\"a\\nb\"").detail())
        .startsWith("name: ");
    assertThat(post(code(), "ana@example.com", "correct horse", ",\"admin\":true").detail())
        .startsWith("admin: ");
    assertThat(send(SETUP, "{\"email\":\"ana@example.com\"}").detail()).startsWith("code: ");
    assertThat(send(SETUP, "[]").status()).isEqualTo(400);
    assertThat(get().json().path("needed").booleanValue()).isTrue();

    assertThat(post(code(), "ana@example.com", "correct horse", "").status()).isEqualTo(201);
  }

  @Test
  void setup_wrongCodes_areForbiddenThenSlowedDown() throws Exception {
    for (String wrong : List.of("", "0", "0000-0000-0000-0000-0000", code() + "0", "\\u0000")) {
      assertThat(post(wrong, "ana@example.com", "correct horse", "").status()).isEqualTo(403);
    }

    Answer answer = post("0", "ana@example.com", "correct horse", "");

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/too-many-attempts");
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }

  @Test
  void setup_manyAtOnce_makesOneAccount() throws Exception {
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String email = i + "@example.com";
      calls.add(() -> post(code(), email, "correct horse", ""));
    }
    List<Integer> statuses = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        statuses.add(answer.get().status());
      }
    }

    assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
    assertThat(accounts()).isEqualTo(1);
  }

  @Test
  void setup_afterAnotherProcessMadeAnAccount_isOver() throws Exception {
    try (Store store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      Passwords passwords = new Passwords(new SecureRandom());
      Accounts accounts = new Accounts(store.accounts(), passwords, InstantSource.system());
      Accounts.Person rui = new Accounts.Person("rui@example.com", "", "correct horse");
      assertThat(accounts.create(rui, false, Actor.COMMAND_LINE)).isPresent();
    }

    assertThat(get().json().path("needed").booleanValue()).isFalse();
    assertThat(post(code(), "ana@example.com", "correct horse", "").status()).isEqualTo(409);
  }

  @Test
  void code_ofEachStart_isNewAndNotOnDisk() throws Exception {
    String first = code();
    assertThat(first).hasSize(24);
    server().close();
    started = TomboServer.start(ServerConfig.of(data));

    assertThat(code()).isNotEqualTo(first);
    assertThat(post(first, "ana@example.com", "correct horse", "").status()).isEqualTo(403);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(first, code());
      }
    }
  }

  private long accounts() {
    try (Store store = JdbcStore.sqlite(data.resolve("tombo.db"))) {
      return store.accounts().all().size();
    }
  }

  private TomboServer server() {
    return Objects.requireNonNull(started);
  }

  private String code() {
    return server().oneTimeCode().orElseThrow();
  }

  private Answer post(String code, String email, String password, String more) throws Exception {
    return send(
        SETUP,
        "{\"code\":\"%s\",\"email\":\"%s\",\"password\":\"%s\"%s}"
            .formatted(code, email, password, more));
  }

  private Answer get() throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(uri(SETUP)).build());
  }

  private Answer send(String path, String json) throws IOException, InterruptedException {
    return answer(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(json)).build());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server().port() + path);
  }

  private Answer answer(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    Map<String, String> headers = new HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new Answer(response.statusCode(), headers, response.body());
  }
}
