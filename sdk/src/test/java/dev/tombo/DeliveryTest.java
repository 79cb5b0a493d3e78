// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How batches reach the server, and what its answers lead to. */
class DeliveryTest {
  private static final String OVER_QUOTA = "{\"type\":\"https://tombo.dev/problems/over-quota\"}";
  private static final String RATE_LIMITED =
      "{\"type\":\"https://tombo.dev/problems/rate-limited\"}";

  private final Pipeline pipeline = new Pipeline();
  private final FakeTransport server = pipeline.server;
  private final Tombo tombo = pipeline.tombo;

  @Test
  void run_serverAccepts_countsSent() {
    tombo.capture("one");
    tombo.capture("two");

    assertThat(pipeline.run()).isEqualTo(Worker.IDLE);

    assertThat(server.batches).hasSize(1);
    assertThat(messages(server.last())).containsExactly("one", "two");
    assertThat(tombo.status().sent()).isEqualTo(2);
    assertThat(tombo.status().queued()).isZero();
  }

  @Test
  void run_someRejected_countsThem() {
    server.then(
        200,
        "{\"accepted\":1,\"duplicates\":0,\"rejected\":[{\"index\":1,\"id\":\"x\",\"reason\":{}}]}",
        null);
    tombo.capture("one");
    tombo.capture("two");

    pipeline.run();

    assertThat(tombo.status().sent()).isEqualTo(1);
    assertThat(pipeline.discarded(DiscardReason.REJECTED)).isEqualTo(1);
  }

  @Test
  void run_unreachable_triesAgainWithSameIdsAndNewSentAt() {
    server.thenUnreachable().then(503).then(502);
    tombo.capture("one");

    pipeline.run();
    pipeline.advance(Duration.ofMinutes(1));
    pipeline.advance(Duration.ofMinutes(1));
    pipeline.advance(Duration.ofMinutes(1));

    assertThat(server.batches).hasSize(4);
    assertThat(texts("id")).containsOnly(server.last().get("id").asText());
    assertThat(server.batches)
        .extracting(batch -> batch.at("/events/0/id").asText())
        .containsOnly(server.last().at("/events/0/id").asText());
    assertThat(texts("sentAt")).doesNotHaveDuplicates();
    assertThat(tombo.status().sent()).isEqualTo(1);
    assertThat(tombo.status().failedAttempts()).isEqualTo(3);
  }

  @Test
  void run_nextBatch_hasNewId() {
    tombo.capture("one");
    pipeline.run();
    tombo.capture("two");
    pipeline.advance(Duration.ofSeconds(2));

    assertThat(texts("id")).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void run_retryAfterSeconds_waitsThatLong() {
    server.then(429, RATE_LIMITED, "120");
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(TimeUnit.SECONDS.toNanos(120));
    pipeline.advance(Duration.ofSeconds(119));
    assertThat(server.batches).hasSize(1);
    pipeline.advance(Duration.ofSeconds(1));
    assertThat(server.batches).hasSize(2);
    assertThat(tombo.status().sent()).isEqualTo(1);
  }

  @Test
  void run_retryAfterDate_waitsUntilThen() {
    server.then(503, "", "Mon, 23 Nov 2026 12:02:00 GMT");
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(119_877));
  }

  @Test
  void run_retryAfterNonsense_backsOff() {
    server.then(503, "", "soon");
    tombo.capture("one");

    assertThat(pipeline.run()).isBetween(1L, TimeUnit.SECONDS.toNanos(60));
  }

  @Test
  void run_retryAfterYears_waitsAnHour() {
    server.then(503, "", "999999999");
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(TimeUnit.HOURS.toNanos(1));
  }

  @Test
  void run_overQuota_discards() {
    server.then(429, OVER_QUOTA, "3600");
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(Worker.IDLE);

    assertThat(server.batches).hasSize(1);
    assertThat(pipeline.discarded(DiscardReason.OVER_QUOTA)).isEqualTo(1);
  }

  @Test
  void answer_asTheServersTestsHaveIt_isUnderstood() throws IOException {
    assertThat(answer("over-quota").kind).isEqualTo(Answer.Kind.OVER_QUOTA);
    assertThat(answer("rate-limited").kind).isEqualTo(Answer.Kind.RETRY);
    assertThat(answer("rate-limited").wait).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void run_badRequest_discards() {
    server.then(400);
    tombo.capture("one");

    pipeline.run();

    assertThat(pipeline.discarded(DiscardReason.REJECTED)).isEqualTo(1);
  }

  @Test
  void run_tooLarge_splitsUntilItFits() {
    server.then(413).then(413);
    tombo.capture("one");
    tombo.capture("two");
    tombo.capture("three");

    pipeline.run();

    assertThat(server.batches.stream().map(DeliveryTest::messages))
        .containsExactly(list("one", "two", "three"), list("one"), list("two", "three"));
    assertThat(texts("id")).doesNotHaveDuplicates();
    assertThat(pipeline.discarded(DiscardReason.TOO_LARGE)).isEqualTo(1);
    assertThat(tombo.status().sent()).isEqualTo(2);
    assertThat(pipeline.channel.ledger.settled()).isEqualTo(3);
  }

  @Test
  void run_unauthorized_pausesAndKeeps() {
    server.then(401);
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(TimeUnit.MINUTES.toNanos(5));
    assertThat(tombo.status().queued()).isEqualTo(1);
    pipeline.advance(Duration.ofMinutes(5));

    assertThat(tombo.status().sent()).isEqualTo(1);
  }

  @Test
  void run_redirected_pausesAndKeeps() {
    server.then(302);
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(TimeUnit.MINUTES.toNanos(5));
  }

  @Test
  void run_okFromSomethingElse_isNoAcknowledgement() {
    server.then(200, "<html>Please log in</html>", null);
    tombo.capture("one");

    pipeline.run();

    assertThat(tombo.status().sent()).isZero();
    assertThat(tombo.status().queued()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"ok\":true}", "{\"accepted\":\"1\"}", "[]", "{\"acc"})
  void run_okWithoutAcceptedNumber_isNoAcknowledgement(String body) {
    server.then(200, body, null);
    tombo.capture("one");

    assertThat(pipeline.run()).isEqualTo(TimeUnit.MINUTES.toNanos(5));
    assertThat(tombo.status().sent()).isZero();
  }

  @Test
  void run_acknowledgementCutShort_counts() {
    server.then(200, "{\"accepted\":0,\"rejected\":[{\"index\":0},{\"ind", null);
    tombo.capture("one");
    tombo.capture("two");

    pipeline.run();

    assertThat(pipeline.discarded(DiscardReason.REJECTED)).isEqualTo(1);
  }

  @Test
  void close_waitingToTryAgain_triesOnceAtOnceThenBacksOff() {
    server.thenUnreachable().thenUnreachable();
    tombo.capture("one");
    pipeline.run();
    pipeline.channel.worker.close(pipeline.time.nanos() + TimeUnit.HOURS.toNanos(1));

    assertThat(pipeline.run()).isPositive();
    assertThat(server.batches).hasSize(2);
    pipeline.advance(Duration.ofMinutes(1));
    assertThat(tombo.status().sent()).isEqualTo(1);
  }

  private static List<String> list(String... texts) {
    return java.util.Arrays.asList(texts);
  }

  private static List<String> messages(JsonNode batch) {
    List<String> messages = new ArrayList<>();
    batch.get("events").forEach(event -> messages.add(event.get("message").asText()));
    return messages;
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    server.batches.forEach(batch -> texts.add(batch.get(field).asText()));
    return texts;
  }

  private static Answer answer(String name) throws IOException {
    Path file = Paths.get("..", "server", "src", "test", "golden", name + ".json");
    return Answer.of(new Reply(429, "7", Files.readAllBytes(file)), Instant.EPOCH);
  }
}
