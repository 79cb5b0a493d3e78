// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both transports promise. */
class TransportTest {
  private static final byte[] BODY = "body".getBytes(UTF_8);

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  static List<Function<Target, Transport>> transports() {
    return Arrays.asList(OkHttpTransport::new, UrlTransport::new);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void send_always_postsWithTokenAndEncoding(Function<Target, Transport> kind) throws Exception {
    server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));

    Reply reply = kind.apply(target("/base")).send(BODY);

    RecordedRequest request = server.takeRequest();
    assertThat(reply.status).isEqualTo(200);
    assertThat(request.getMethod()).isEqualTo("POST");
    assertThat(request.getPath()).isEqualTo("/base/api/v1/events");
    assertThat(request.getHeader("Authorization")).isEqualTo("Bearer secret");
    assertThat(request.getHeader("Content-Encoding")).isEqualTo("gzip");
    assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeader("User-Agent")).isEqualTo("tombo-java/0.1.0");
    assertThat(request.getBody().readUtf8()).isEqualTo("body");
  }

  @ParameterizedTest
  @MethodSource("transports")
  void send_refused_returnsStatusBodyAndRetryAfter(Function<Target, Transport> kind)
      throws Exception {
    server.enqueue(
        new MockResponse().setResponseCode(503).setHeader("Retry-After", 7).setBody("x"));

    Reply reply = kind.apply(target("")).send(BODY);

    assertThat(reply.status).isEqualTo(503);
    assertThat(reply.retryAfter).isEqualTo("7");
    assertThat(new String(reply.body, UTF_8)).isEqualTo("x");
  }

  @ParameterizedTest
  @MethodSource("transports")
  void send_redirected_doesNotTakeTheTokenThere(Function<Target, Transport> kind) throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      other.start();
      server.enqueue(
          new MockResponse().setResponseCode(307).setHeader("Location", other.url("/").toString()));

      assertThat(kind.apply(target("")).send(BODY).status).isEqualTo(307);
      assertThat(other.getRequestCount()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void send_hugeReply_isNotReadToTheEnd(Function<Target, Transport> kind) throws Exception {
    server.enqueue(new MockResponse().setBody(String.join("", Collections.nCopies(200_000, "x"))));

    assertThat(kind.apply(target("")).send(BODY).body).hasSize(Reply.MAX_BODY);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void send_connectionLost_failsOnceAndDoesNotRepeat(Function<Target, Transport> kind)
      throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    server.enqueue(new MockResponse());

    assertThatThrownBy(() -> kind.apply(target("")).send(BODY)).isInstanceOf(IOException.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void send_noAnswer_failsAfterTheTimeout(Function<Target, Transport> kind) {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    Target target =
        new Target(
            server.url("/").toString(), "secret", Duration.ofSeconds(5), Duration.ofMillis(50));

    assertThatThrownBy(() -> kind.apply(target).send(BODY)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void cancel_underWay_makesItFail(Function<Target, Transport> kind) throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    Transport transport = kind.apply(target(""));
    Thread canceller =
        new Thread(
            () -> {
              try {
                assertThat(server.takeRequest(20, TimeUnit.SECONDS)).isNotNull();
                transport.cancel();
              } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
              }
            });
    canceller.start();

    assertThatThrownBy(() -> transport.send(BODY)).isInstanceOf(IOException.class);
    canceller.join();
    assertThatThrownBy(() -> transport.send(BODY)).isInstanceOf(IOException.class);
  }

  private Target target(String path) {
    String url = server.url(path.isEmpty() ? "/" : path).toString();
    return new Target(
        url.replaceAll("/$", ""), "secret", Duration.ofSeconds(30), Duration.ofSeconds(30));
  }
}
