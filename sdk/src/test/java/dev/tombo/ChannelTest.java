// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole SDK with its own thread and a server on a socket. */
class ChannelTest {
  private final MockWebServer server = new MockWebServer();
  private final Registry registry = new Registry(Channel::create);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Test
  void capture_thenFlush_isSent() throws Exception {
    server.enqueue(new MockResponse().setBody("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}"));
    try (Tombo tombo = create()) {
      Receipt receipt = tombo.capture(new IllegalStateException("broken"));

      assertThat(tombo.flush(Duration.ofSeconds(30))).isTrue();

      RecordedRequest request = server.takeRequest(30, TimeUnit.SECONDS);
      assertThat(request).isNotNull();
      JsonNode batch =
          new ObjectMapper().readTree(new GZIPInputStream(request.getBody().inputStream()));
      assertThat(batch.at("/events/0/id").asText()).isEqualTo(receipt.eventId().orElse("none"));
      assertThat(tombo.status().sent()).isEqualTo(1);
    }
  }

  @Test
  void close_eventsQueued_sendsThem() {
    server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));
    server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));
    Tombo tombo = create();
    tombo.capture("one");
    tombo.capture("two");

    tombo.close(Duration.ofSeconds(30));

    assertThat(tombo.status().sent()).isEqualTo(2);
    assertThat(tombo.status().queued()).isZero();
  }

  @Test
  void close_serverStalls_returnsAtTheDeadlineAndCounts() throws Exception {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    Tombo tombo = create();
    tombo.capture("in flight");
    assertThat(server.takeRequest(30, TimeUnit.SECONDS)).isNotNull();
    tombo.capture("queued");
    tombo.capture("queued too");
    long start = System.nanoTime();

    tombo.close(Duration.ofMillis(300));

    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(took).isBetween(290L, 10_000L);
    assertThat(tombo.status().discarded(DiscardReason.SHUTDOWN)).isEqualTo(3);
    assertThat(tombo.status().queued()).isZero();
  }

  @Test
  void close_interrupted_stillSendsAndKeepsTheInterrupt() {
    server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));
    Tombo tombo = create();
    tombo.capture("one");
    Thread.currentThread().interrupt();

    tombo.close(Duration.ofSeconds(30));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tombo.status().sent()).isEqualTo(1);
  }

  @Test
  void close_serverAskedToWaitLonger_doesNotWait() {
    server.enqueue(new MockResponse().setResponseCode(503).setHeader("Retry-After", 600));
    Tombo tombo = create();
    tombo.capture("one");
    long start = System.nanoTime();

    tombo.close(Duration.ofSeconds(60));

    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(30);
    assertThat(tombo.status().discarded(DiscardReason.SHUTDOWN)).isEqualTo(1);
  }

  @Test
  void close_fromBeforeSend_doesNotWaitForItself() {
    server.enqueue(new MockResponse().setBody("{\"accepted\":1}"));
    Tombo[] self = new Tombo[1];
    Tombo tombo =
        Tombo.create(
            Pipeline.options(
                options ->
                    options
                        .endpoint(server.url("/").toString())
                        .beforeSend(
                            event -> {
                              self[0].close(Duration.ofMinutes(10));
                              return event;
                            })),
            registry);
    self[0] = tombo;
    tombo.capture("one");

    assertThat(tombo.flush(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void flush_serverStalls_returnsFalse() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    Tombo tombo = create();
    tombo.capture("one");

    assertThat(tombo.flush(Duration.ofMillis(50))).isFalse();
    tombo.close(Duration.ZERO);
  }

  @Test
  void capture_fromManyThreads_losesNothingUncounted() throws Exception {
    server.setDispatcher(
        new okhttp3.mockwebserver.Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse().setBody("{\"accepted\":1}");
          }
        });
    Tombo tombo = create();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int j = 0; j < 1000; j++) {
                  tombo.capture("event " + j);
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    tombo.close(Duration.ofSeconds(60));

    TomboStatus status = tombo.status();
    assertThat(status.sent() + status.discarded(DiscardReason.QUEUE_FULL)).isEqualTo(8000);
    assertThat(status.sent()).isGreaterThanOrEqualTo(1000);
    assertThat(status.queued()).isZero();
    assertThat(status.queuedBytes()).isZero();
  }

  private Tombo create() {
    return Tombo.create(
        Pipeline.options(
            options -> options.endpoint(server.url("/").toString()).shutdownHook(true)),
        registry);
  }
}
