// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tombo.Tombo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service answers, and what a Tombo server has stored of it. */
final class BookingServiceTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private StoredErrors stored;
  private Tombo tombo;
  private BookingService service;

  @BeforeEach
  void start(@TempDir Path data) throws IOException {
    stored = StoredErrors.start(data);
    tombo = Tombo.create(stored.options().environment("test").tag("team", "desk").build());
    service = BookingService.start(tombo, () -> "made-here");
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
    tombo.close();
    stored.close();
  }

  @Test
  void failure_ofARoute_isStoredWithRequestUserAndTags() throws Exception {
    HttpResponse<String> answer = ask("/bill?nights=1&guests=0", "X-Request-Id", "r-1");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("r-1");
    JsonNode event = event(answer);
    assertThat(event.at("/request/method").textValue()).isEqualTo("GET");
    assertThat(event.at("/request/url").textValue())
        .isEqualTo(service.address() + "/bill?nights=1&guests=0");
    assertThat(event.at("/request/headers").properties())
        .extracting(header -> header.getKey())
        .containsExactly("User-Agent");
    assertThat(event.at("/user/username").textValue()).isEqualTo("ana");
    assertThat(event.at("/tags/route").textValue()).isEqualTo("/bill");
    assertThat(event.at("/tags/requestId").textValue()).isEqualTo("r-1");
    assertThat(event.at("/tags/team").textValue()).isEqualTo("desk");
    assertThat(event.at("/handled").booleanValue()).isFalse();
    assertThat(event.at("/exceptions/0/type").textValue())
        .isEqualTo("java.lang.ArithmeticException");
    assertThat(event.at("/exceptions/0/frames/0/class").textValue())
        .isEqualTo(Hotel.class.getName());
    assertThat(event.at("/exceptions/0/frames/0/method").textValue()).isEqualTo("bill");
  }

  @Test
  void failure_withACause_isStoredWithIt() throws Exception {
    JsonNode event = event(ask("/breakfast?room=7&guests=1"));

    assertThat(event.path("exceptions").findValuesAsText("type"))
        .containsExactly("java.io.UncheckedIOException", "java.net.ConnectException");
    assertThat(event.at("/exceptions/1/relation").textValue()).isEqualTo("cause");
    assertThat(event.at("/tags/requestId").textValue()).isEqualTo("made-here");
  }

  @Test
  void failure_again_isTheSameIssue() throws Exception {
    ask("/calendar?month=2026-02");
    ask("/calendar?month=2026-04");
    assertThat(tombo.flush(Duration.ofMinutes(1))).isTrue();

    JsonNode issues = stored.issues();
    assertThat(issues).hasSize(1);
    assertThat(issues.at("/0/count").intValue()).isEqualTo(2);
    assertThat(issues.at("/0/users").intValue()).isEqualTo(1);
    assertThat(issues.at("/0/culprit").textValue()).isEqualTo(Hotel.class.getName() + ".calendar");
  }

  @Test
  void request_afterAFailure_isServed() throws Exception {
    ask("/bill?nights=1&guests=0");

    HttpResponse<String> answer = ask("/bill?nights=2&guests=2");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("centsForEach").intValue()).isEqualTo(9_900);
  }

  @Test
  void mistake_ofTheCaller_isAnsweredAndNotStored() throws Exception {
    HttpResponse<String> answer = ask("/calendar?month=soon");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").textValue()).startsWith("month: ");
    assertThat(ask("/calendar").statusCode()).isEqualTo(400);
    assertThat(ask("/bill?nights=-1&guests").statusCode()).isEqualTo(400);
    assertThat(ask("/nowhere").statusCode()).isEqualTo(404);
    assertThat(tombo.flush(Duration.ofMinutes(1))).isTrue();
    assertThat(stored.issues()).isEmpty();
  }

  @Test
  void requestId_thatIsNoId_isNotTakenOver() throws Exception {
    HttpResponse<String> answer =
        ask("/bill?nights=1&guests=0", "X-Request-Id", "<script>alert(1)</script>");

    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("made-here");
    assertThat(event(answer).at("/tags/requestId").textValue()).isEqualTo("made-here");
  }

  @Test
  void failure_whileTomboIsClosed_isAnsweredWithTheRequestId() throws Exception {
    tombo.close();

    HttpResponse<String> answer = ask("/bill?nights=1&guests=0");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(json(answer).path("reference").textValue()).isEqualTo("made-here");
  }

  private HttpResponse<String> ask(String path, String... headers) throws Exception {
    String credentials =
        Base64.getEncoder().encodeToString("ana:tombo".getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Authorization", "Basic " + credentials)
            .header("Cookie", "seen=1");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Returns the stored event that an answer refers to. */
  private JsonNode event(HttpResponse<String> answer) throws Exception {
    assertThat(tombo.flush(Duration.ofMinutes(1))).isTrue();
    return stored.event(json(answer).path("reference").textValue());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
