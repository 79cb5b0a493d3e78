// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is asked of a provider that takes its time. */
@Timeout(60)
final class OidcClientTest {
  private static final URI CALLBACK = URI.create("https://errors.example.com/callback");

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-25T12:00:00Z"));
  private volatile boolean stalls;
  private volatile int status = 200;
  private HttpServer provider;
  private OidcClient client;
  private OidcAttempt attempt;

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.setExecutor(threads);
    provider.createContext("/", this::configuration);
    provider.start();
    URI issuer = URI.create("http://127.0.0.1:" + provider.getAddress().getPort());
    client =
        new OidcClient(
            new OidcSettings(issuer, "tombo", "secret", "ACME", Set.of(), true), now::get);
    KeyFile keys = KeyFile.open(folder.resolve("key"), new SecureRandom());
    attempt = new OidcAttempt("secret", new HmacKey(keys.derive("attempts")));
  }

  @AfterEach
  void stop() {
    answers.countDown();
    provider.stop(0);
    threads.shutdownNow();
  }

  @Test
  void begin_whileAnotherAsksAStalledProviderAnew_goesOnWithWhatWasKnown() throws Exception {
    URI first = begin();
    now.updateAndGet(at -> at.plus(Duration.ofHours(2)));
    stalls = true;
    Future<URI> another = threads.submit(this::begin);
    asked.await();

    assertThat(begin()).isEqualTo(first);
    answers.countDown();
    assertThat(another.get()).isEqualTo(first);
  }

  @Test
  void begin_whileAnotherAsksForTheFirstTime_hasTheSameAnswer() throws Exception {
    stalls = true;
    status = 500;
    Future<URI> one = threads.submit(this::begin);
    asked.await();
    Future<URI> other = threads.submit(this::begin);
    answers.countDown();

    for (Future<URI> begun : Set.of(one, other)) {
      assertThatThrownBy(begun::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(OidcException.class)
          .hasMessageContaining("its configuration: ");
    }
    status = 200;
    assertThat(begin()).hasPath("/authorize");
  }

  private URI begin() throws OidcException {
    return client.begin(attempt, CALLBACK);
  }

  private void configuration(HttpExchange exchange) throws IOException {
    if (stalls) {
      asked.countDown();
      try {
        answers.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    byte[] json =
        """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
         "jwks_uri":"%1$s/jwks","response_types_supported":["code"],
         "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"""
            .formatted("http://127.0.0.1:" + provider.getAddress().getPort())
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }
}
