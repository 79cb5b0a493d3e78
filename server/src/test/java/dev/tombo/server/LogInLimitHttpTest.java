// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tombo.server.http.Proxies;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guesses passwords of a real server until it slows the guesser down. */
class LogInLimitHttpTest {
  private static final String WRONG = "wrong horse";

  @TempDir private Path data = Path.of("");
  private @Nullable TestServer started;

  @BeforeEach
  void start() {
    started = TestServer.start(data);
  }

  @AfterEach
  void stop() {
    server().close();
  }

  @Test
  void logIn_wrongAgainAndAgain_hasToWait() {
    for (int i = 0; i < 5; i++) {
      assertThat(server().logIn(TestServer.EMAIL, WRONG).status()).isEqualTo(401);
    }

    assertWaits(server().logIn(TestServer.EMAIL, WRONG));
    assertWaits(server().logIn(" ANA@EXAMPLE.COM ", TestServer.PASSWORD));
    String other = server().account("rui@example.com");
    assertThat(server().get("/api/v1/issues", other).status()).as("another account").isEqualTo(200);
    assertThat(server().get("/api/v1/issues").status()).as("who is in already").isEqualTo(200);
  }

  @Test
  void logIn_wrongForAnUnknownAccount_isAnsweredAlike() {
    for (int i = 0; i < 5; i++) {
      Answer known = server().logIn(TestServer.EMAIL, WRONG);
      Answer unknown = server().logIn("nobody@example.com", WRONG);
      assertThat(unknown.status()).isEqualTo(known.status()).isEqualTo(401);
      assertThat(unknown.body()).isEqualTo(known.body());
    }

    assertWaits(server().logIn("nobody@example.com", WRONG));
  }

  @Test
  void logIn_rightInBetween_startsAnew() {
    for (int i = 0; i < 12; i++) {
      boolean right = i % 4 == 3;
      Answer answer = server().logIn(TestServer.EMAIL, right ? TestServer.PASSWORD : WRONG);
      assertThat(answer.status()).isEqualTo(right ? 200 : 401);
    }
  }

  @Test
  void logIn_ofTheOwnerFromElsewhere_isNotHeldUp() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(server().logIn(TestServer.EMAIL, WRONG).status()).isEqualTo(401);
    }
    assertWaits(server().logIn(TestServer.EMAIL, WRONG));

    assertThat(logInFrom("127.0.0.1", "X-Forwarded-For")).as("as if").isEqualTo(429);
    assertThat(logInFrom("127.0.0.1", "Forwarded")).as("as if").isEqualTo(429);
    assertThat(logInFrom("127.0.0.2", "X-Forwarded-For")).isEqualTo(200);
  }

  @Test
  void logIn_throughATrustedProxy_isOfWhomItAsksFor() throws Exception {
    server().close();
    Proxies proxies = new Proxies(Proxies.blocks("127.0.0.1"), Proxies.Header.X_FORWARDED_FOR);
    started = TestServer.start(data, config -> config.proxies(proxies));
    for (int i = 0; i < 5; i++) {
      assertThat(server().logIn(TestServer.EMAIL, WRONG).status()).isEqualTo(401);
    }

    assertThat(logInFrom("127.0.0.1", "X-Forwarded-For", "127.0.0.1")).isEqualTo(429);
    assertThat(logInFrom("127.0.0.1", "X-Forwarded-For", "192.0.2.7, 127.0.0.1")).isEqualTo(200);
    assertThat(logInFrom("127.0.0.1", "Forwarded", "for=192.0.2.7")).as("as if").isEqualTo(429);
  }

  private TestServer server() {
    return Objects.requireNonNull(started);
  }

  private int logInFrom(String address, String header) throws Exception {
    return logInFrom(address, header, "for=192.0.2.7");
  }

  private int logInFrom(String address, String header, String value) throws Exception {
    String json =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(TestServer.EMAIL, TestServer.PASSWORD);
    HttpRequest request =
        server()
            .request("/api/v1/sessions")
            .header(header, value)
            .POST(BodyPublishers.ofString(json))
            .build();
    try (HttpClient client =
        HttpClient.newBuilder().localAddress(InetAddress.getByName(address)).build()) {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }

  private static void assertWaits(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(429);
    assertThat(answer.json().path("type").asText()).isEqualTo("/problems/too-many-attempts");
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }
}
